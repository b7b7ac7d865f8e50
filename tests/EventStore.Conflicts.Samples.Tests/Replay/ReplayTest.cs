using System.Text.Json;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>What the tests of the replay share: a folder, and the program run in it.</summary>
public abstract class ReplayTest : IDisposable
{
    internal const string Program = "Replay.dll";

    protected TemporaryFolder Folder { get; } = new();

    protected string Store => Folder.File("store.db");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task<SampleResult> ReplayAsync(string log, params string[] more) => SampleProcess.RunAsync(Program, ["--log", log, "--store", Store, .. more]);

    /// <summary>Nothing that a terminal would obey, and not a file's worth of it.</summary>
    internal static void ShouldBeOneShortLine(string error)
    {
        error.Length.Should().BeLessThan(1_000);
        error.TrimEnd().Should().NotContainAny("\u001B", "\n", "\r");
    }

    /// <summary>The counts of the figures, in their order: events, streams, completed, stale, admitted, rejected.</summary>
    internal static int[] Numbers(JsonElement figures) =>
        [.. figures.EnumerateObject().TakeWhile(property => !property.NameEquals("seconds")).Select(property => property.Value.GetInt32())];

    /// <summary>The figures of a replay with <c>--json</c>: a single line, a single object.</summary>
    /// <param name="log">The log.</param>
    /// <param name="rules">The text of the rules; none where not given.</param>
    /// <param name="store">The options that name the store; the SQLite file where not given.</param>
    internal async Task<JsonElement> FiguresAsync(string log, string? rules = null, string[]? store = null)
    {
        string[] withRules = rules is null ? [] : ["--rules", Folder.Write("rules.json", rules)];
        var result = await SampleProcess.RunAsync(Program, ["--log", log, "--json", .. store ?? ["--store", Store], .. withRules]);
        result.ExitCode.Should().Be(0, "standard error was: {0}", result.Error);
        result.Output.Trim().Should().NotContain("\n");
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }
}
