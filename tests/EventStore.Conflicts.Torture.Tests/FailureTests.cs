using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Days;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-");

    internal static History History { get; } = new()
    {
        Rules = HistoryRules.None,
        Batches = [new Batch(new StreamId("s"), [new SentEvent(Guid.CreateVersion7(), "a", new Payload(1, 2, 3))])],
        Calls = [new Call { Worker = 1, Number = 1, Batch = 0, Expected = ExpectedVersion.Any, Start = 1, End = 2, Outcome = CallOutcome.Failed }],
        Observations = [],
        Stored = [],
        Dropped = [],
    };

    private static History Broken { get; } = History with
    {
        Calls = [History.Calls[0] with { Outcome = CallOutcome.Appended, Versions = new VersionRange(1, 1), Position = GlobalPosition.Start }],
    };

    [Fact]
    public async Task A_failed_history_is_kept_and_can_be_checked_again()
    {
        var told = Failure.Keep("histories", "sqlite", 7, Broken, HistoryChecker.Check(Broken), folder.FullName);

        told.Should().Contain("Lost: Batch 0 for stream 's' (a #1 2=3) was acknowledged and is not there.")
            .And.EndWith("-- histories --engine sqlite --seed 7 --cycles 1");
        var (exitCode, output, _) = await TortureProgram.RunAsync("check", Path.Combine(folder.FullName, "histories-sqlite-7.json"));
        exitCode.Should().Be(1);
        output.Should().StartWith("Lost: ");
    }

    [Fact]
    public async Task A_history_that_keeps_its_promises_passes()
    {
        var file = Path.Combine(folder.FullName, "good.json");
        HistoryFile.Write(file, History);

        var (exitCode, output, _) = await TortureProgram.RunAsync("check", file);

        (exitCode, output.TrimEnd()).Should().Be((0, "All promises are kept."));
    }

    [Theory]
    [InlineData("soak", "sqlite", "TMPDIR", "/nowhere")]
    [InlineData("fuzz", "sqlite", "TMPDIR", "/nowhere")]
    [InlineData("histories", "postgresql", "EVENTSTORE_POSTGRES", "Host=127.0.0.1;Port=1")]
    public async Task Whatever_a_day_ends_in_it_says_how_to_make_that_again(string day, string engine, string variable, string value)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The folder for temporary files has another name.");

        var (exitCode, _, error) = await TortureProgram.RunAsync((variable, value), day, "--engine", engine, "--seed", "5");

        exitCode.Should().Be(1);
        error.TrimEnd().Should().StartWith($"{day} {engine} FAILED with seed 5: ").And.EndWith($"-- {day} --engine {engine} --seed 5 --cycles 1");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
