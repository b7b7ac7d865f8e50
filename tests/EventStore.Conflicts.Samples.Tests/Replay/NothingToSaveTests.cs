using System.Text.Json;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>A log in which nobody opens and saves anything: no error, but its "stale: 0" says nothing about the people in it.</summary>
public sealed class NothingToSaveTests : ReplayTest
{
    private const string Warning = "no work item was opened and saved";

    [Theory]
    [InlineData("", 0)]
    [InlineData("2020-01-01T08:00:00Z,1,W_Bellen,start,anna\n2020-01-01T08:01:00Z,1,O_SENT,complete,bert\n2020-01-01T08:02:00Z,1,W_Bellen,complete,anna\n", 3)]
    [InlineData("2020-01-01T08:00:00Z,1,W_Bellen,COMPLETE,anna\n2020-01-01T08:01:00Z,1,W_Bellen,START,anna\n", 2)]
    [InlineData("2020-01-01T08:00:00Z,1,W_Bellen,START,anna\n2020-01-01T08:01:00Z,2,W_Bellen,COMPLETE,anna\n", 2)]
    public async Task It_is_warned_about_and_the_figures_stay_as_they_are(string rows, int events)
    {
        var result = await ReplayAsync(Folder.Write("log.csv", SmallLog.Header + rows), "--json");

        result.ExitCode.Should().Be(0);
        result.Error.Should().Contain("warning: ").And.Contain("log.csv: " + Warning);
        using var figures = JsonDocument.Parse(result.Output);
        figures.RootElement.GetProperty("events").GetInt32().Should().Be(events);
        figures.RootElement.GetProperty("completed").GetInt32().Should().Be(0);
        figures.RootElement.GetProperty("stale").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_log_with_one_item_that_was_saved_is_not_warned_about_also_if_someone_else_saves_it()
    {
        var log = Folder.Write("log.csv", SmallLog.Header + "2020-01-01T08:00:00,1,W_Bellen,START,anna\n2020-01-01T08:01:00,1,W_Bellen,COMPLETE,bert\n");

        var result = await ReplayAsync(log);

        result.Output.Should().Contain("Work items saved: 1;");
        result.Error.Should().NotContain("warning");
    }
}
