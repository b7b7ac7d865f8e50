using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>The command itself: its report for people, its options, and the store it writes to.</summary>
public sealed class ReplayCommandTests : ReplayTest
{
    [Fact]
    public async Task The_report_says_what_a_registry_saves_and_for_which_pairs()
    {
        var rules = Folder.Write("rules.json", """{ "W_*/COMPLETE": { "conflictsWith": ["A_DECLINED/COMPLETE"] } }""");

        var result = await ReplayAsync(Folder.Write("log.csv", SmallLog.Text), "--rules", rules);

        result.ExitCode.Should().Be(0, "standard error was: {0}", result.Error);
        Lines(result.Output).Should().ContainInOrder(
            "23 events in 3 streams",
            "Work items saved: 6; stale when saved: 4 (66.7 %)",
            "Plain optimistic concurrency rejects 4",
            "Your registry rejects 1 and admits 3 (75.0 %)");
        Pairs(result.Output).Should().Equal(
            "W_Bellen/COMPLETE|A_DECLINED/COMPLETE|1|0",
            "W_Bellen/COMPLETE|W_Nakijken/START|0|1",
            "W_Nakijken/COMPLETE|W_Bellen/COMPLETE|0|1",
            "W_Één beoordeling/COMPLETE|A_ACCEPTED/COMPLETE|0|1",
            "W_Één beoordeling/COMPLETE|O_SENT/COMPLETE|0|1");
        result.Output.Should().NotContain("\u001B", "nothing redirected holds terminal codes");
    }

    [Fact]
    public async Task Without_rules_the_report_says_how_to_give_some_and_the_widest_pair_comes_first()
    {
        var log = Folder.Write("log.csv", SmallLog.Text
            + "anna\n2020-01-01T08:23:00Z,4,W_Bellen,START,anna\n2020-01-01T08:24:00Z,4,O_SENT,COMPLETE,bert\n2020-01-01T08:25:00Z,4,W_Bellen,COMPLETE,anna\n");

        var result = await ReplayAsync(log);

        Pairs(result.Output)[0].Should().Be("W_Bellen/COMPLETE|O_SENT/COMPLETE|2|0");
        result.Output.Should().Contain("Plain optimistic concurrency rejects 5.").And.Contain("--rules FILE");
    }

    [Fact]
    public async Task The_readme_shows_what_the_example_prints()
    {
        var result = await ReplayAsync(
            Path.Combine(AppContext.BaseDirectory, "example.csv"), "--rules", Path.Combine(AppContext.BaseDirectory, "example.rules.json"));

        WithoutTime(Repository.Read("samples/Replay/README.md")).Should().Contain(WithoutTime(result.Output.TrimEnd()));
    }

    [Fact]
    public async Task Progress_goes_to_standard_error()
    {
        var result = await ReplayAsync(Folder.Write("log.csv", SmallLog.Text), "--json");

        result.Error.Should().StartWith("Replaying 23 events");
        result.Output.Should().StartWith("{").And.NotContain("Replaying");
    }

    [Fact]
    public async Task A_second_replay_into_the_same_store_is_refused_and_changes_nothing()
    {
        var log = Folder.Write("log.csv", SmallLog.Text);
        (await ReplayAsync(log)).ExitCode.Should().Be(0);

        var second = await ReplayAsync(log);

        second.ShouldHaveFailedWith("store.db holds events already", $"remove {Store} and ", $"{Store}-wal, {Store}-shm and {Store}-lease");
        (await CountAsync()).Should().Be(SmallLog.Events);
    }

    [Fact]
    public async Task A_store_that_is_open_elsewhere_is_refused()
    {
        await using var open = new EventStoreBuilder().UseSqlite(Store).Build();

        (await ReplayAsync(Folder.Write("log.csv", SmallLog.Text))).ShouldHaveFailedWith("store.db");
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_refused_and_left_as_it_is()
    {
        var text = new string('x', 5_000);
        Folder.Write("store.db", text);

        (await ReplayAsync(Folder.Write("log.csv", SmallLog.Text))).ShouldHaveFailedWith("store.db");
        (await File.ReadAllTextAsync(Store, TestContext.Current.CancellationToken)).Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-folder/store.db")]
    [InlineData("file:store.db")]
    [InlineData(":memory:")]
    public async Task A_store_that_cannot_be_is_refused(string store)
    {
        var result = await SampleProcess.RunAsync(
            Program, "--log", Folder.Write("log.csv", SmallLog.Text), "--store", store.Contains('/', StringComparison.Ordinal) ? Folder.File(store) : store);

        result.ShouldHaveFailedWith("error: ");
    }

    [Fact]
    public async Task A_directory_is_no_store() =>
        (await SampleProcess.RunAsync(Program, "--log", Folder.Write("log.csv", SmallLog.Text), "--store", Path.GetTempPath())).ShouldHaveFailedWith("error: ");

    [Theory]
    [InlineData("--store x.db", "--log")]
    [InlineData("--log x.csv --store x.db --postgres Host=x", "--postgres")]
    [InlineData("--log x.csv --store x.db --rule y.json", "--rule")]
    [InlineData("--log x.csv --store x.db --rules", "--rules")]
    [InlineData("--log x.csv --log y.csv --store x.db", "--log")]
    [InlineData("--log x.csv --store x.db more", "more")]
    public async Task Wrong_options_are_named(string arguments, string problem) =>
        (await SampleProcess.RunAsync(Program, arguments.Split(' '))).ShouldHaveFailedWith(problem);

    [Fact]
    public async Task Help_names_the_options()
    {
        var result = await SampleProcess.RunAsync(Program, "--help");

        result.ExitCode.Should().Be(0);
        result.Output.Should().ContainAll("--log", "--store", "--postgres", "--rules", "--json");
    }

    [Fact]
    public async Task Ctrl_C_ends_it_cleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with the shell's kill.");
        using var replay = SampleProcess.Start(Program, "--log", Folder.Write("log.csv", LongLog()), "--store", Store);
        while (await replay.ReadErrorLineAsync() is { } line && !line.StartsWith("10,000 of ", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {replay.Id}")]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var result = await replay.EndAsync();
        result.ExitCode.Should().Be(130);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("Interrupted").And.NotContain("   at ");
        (await CountAsync()).Should().BeGreaterThanOrEqualTo(9_000, "what was answered before is stored");
    }

    private static string WithoutTime(string text) =>
        Regex.Replace(text.ReplaceLineEndings("\n"), "replayed in [0-9.]+ s", "replayed", RegexOptions.None, TimeSpan.FromSeconds(10));

    private static string[] Lines(string output) => [.. output
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('|'))
        .Select(line => line.Split(", replayed in", 2)[0].TrimEnd('.'))];

    /// <summary>The rows of the table under its header, without their padding.</summary>
    private static string[] Pairs(string output) => [.. output
        .Split('\n', StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith("| W_", StringComparison.Ordinal))
        .Select(line => string.Join('|', line.Trim('|').Split('|', StringSplitOptions.TrimEntries)))];

    /// <summary>Long enough that it isn't over when the signal arrives: most rows are stale saves, which wait for each other.</summary>
    private static string LongLog()
    {
        var text = new StringBuilder(SmallLog.Header);
        for (var i = 0; i < 100_000; i += 3)
        {
            text.Append(CultureInfo.InvariantCulture, $"2020-01-01T08:00:00Z,{i},W_Bellen,START,anna\n")
                .Append(CultureInfo.InvariantCulture, $"2020-01-01T08:00:00Z,{i},A_ACCEPTED,COMPLETE,bert\n")
                .Append(CultureInfo.InvariantCulture, $"2020-01-01T08:00:00Z,{i},W_Bellen,COMPLETE,anna\n");
        }

        return text.ToString();
    }

    private async Task<int> CountAsync()
    {
        await using var store = new EventStoreBuilder().UseSqlite(Store).Build();
        var count = 0;
        await foreach (var _ in store.ReadAllAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
