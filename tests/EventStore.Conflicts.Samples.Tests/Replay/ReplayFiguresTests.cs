using System.Text.Json;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>What a replay counts, on a log whose figures were counted by hand.</summary>
public sealed class ReplayFiguresTests : ReplayTest
{
    [Fact]
    public async Task Without_rules_every_stale_save_is_rejected()
    {
        var figures = await FiguresAsync(Folder.Write("log.csv", SmallLog.Text));

        Numbers(figures).Should().Equal(SmallLog.Events, SmallLog.Streams, SmallLog.Completed, SmallLog.Stale, 0, SmallLog.Stale);
    }

    [Fact]
    public async Task The_json_is_one_object_with_the_figures_and_nothing_else()
    {
        var figures = await FiguresAsync(Folder.Write("log.csv", SmallLog.Text));

        figures.EnumerateObject().Select(property => property.Name)
            .Should().Equal("events", "streams", "completed", "stale", "admitted", "rejected", "seconds");
        figures.GetProperty("seconds").GetDouble().Should().BePositive();
    }

    [Fact]
    public async Task A_list_of_conflicts_rejects_only_the_saves_that_met_one_of_them()
    {
        var figures = await FiguresAsync(
            Folder.Write("log.csv", SmallLog.Text), """{ "W_*/COMPLETE": { "conflictsWith": ["A_DECLINED/COMPLETE"] } }""");

        Numbers(figures).Should().Equal(SmallLog.Events, SmallLog.Streams, SmallLog.Completed, SmallLog.Stale, 3, 1);
    }

    [Theory]
    [InlineData("""{ "W_*/COMPLETE": { "neverConflicts": true } }""", 0)]
    [InlineData("""{ "*": { "neverConflicts": true } }""", 0)]
    [InlineData("""{ "W_Bellen/COMPLETE": { "neverConflicts": true } }""", 2)]
    [InlineData("""{ "W_Één*": { "neverConflicts": true } }""", 3)]
    [InlineData("""{ "W_??n beoordeling/COMPLETE": { "neverConflicts": true } }""", 3)]
    [InlineData("""{ "*/COMPLETE": { "conflictsWith": ["*"] } }""", 4)]
    [InlineData("""{ "*/COMPLETE": { "conflictsWith": ["W_*/COMPLETE", "W_Bellen/*"] } }""", 1)]
    [InlineData("""{ "W_*/COMPLETE": { "conflictsWith": ["O_*/COMPLETE"] } }""", 2)]
    [InlineData("""{ "W_*/COMPLETE": { "compatibleOnlyWith": ["O_*/COMPLETE", "A_ACCEPTED/COMPLETE"] } }""", 3)]
    [InlineData("""{ "W_*/COMPLETE": { "compatibleOnlyWith": ["?_*"] } }""", 0)]
    [InlineData("{}", 4)]
    public async Task Every_kind_of_rule_decides(string rules, int rejected)
    {
        var figures = await FiguresAsync(Folder.Write("log.csv", SmallLog.Text), rules);

        Numbers(figures).Should().Equal(
            SmallLog.Events, SmallLog.Streams, SmallLog.Completed, SmallLog.Stale, SmallLog.Stale - rejected, rejected);
    }

    [Theory]
    [InlineData("""{ "A/B/COMPLETE": { "conflictsWith": ["A/B/START"] } }""", 0)]
    [InlineData("""{ "A/B/COMPLETE": { "conflictsWith": ["*/COMPLETE"] } }""", 1)]
    [InlineData("""{ "A/B/COMPLETE": { "compatibleOnlyWith": ["A/B/START"] } }""", 1)]
    [InlineData("""{ "A/B/COMPLETE": { "compatibleOnlyWith": ["A/B/*"] } }""", 0)]
    public async Task A_list_that_leaves_out_its_own_type_means_what_it_means_of_any_other(string rules, int rejected)
    {
        // Activity and lifecycle are joined by a slash, so the second row is of the type that the third one saves.
        var log = Folder.Write("log.csv", SmallLog.Header
            + "2020-01-01T08:00:00Z,1,A/B,START,anna\n"
            + "2020-01-01T08:01:00Z,1,A,B/COMPLETE,bert\n"
            + "2020-01-01T08:02:00Z,1,A/B,COMPLETE,anna\n");

        var figures = await FiguresAsync(log, rules);

        Numbers(figures).Should().Equal(3, 1, 1, 1, 1 - rejected, rejected);
    }

    [Theory]
    [InlineData("log.csv.gz")]
    [InlineData("log.csv")]
    public async Task Gzip_is_known_by_its_content_whatever_its_name(string name)
    {
        var figures = await FiguresAsync(Folder.Write(name, SmallLog.Gzip(SmallLog.Text)));

        Numbers(figures).Should().Equal(SmallLog.Events, SmallLog.Streams, SmallLog.Completed, SmallLog.Stale, 0, SmallLog.Stale);
    }

    [Theory]
    [InlineData("plain.csv.gz", "\n", "")]
    [InlineData("windows.csv", "\r\n", "\uFEFF")]
    public async Task Plain_text_is_read_with_any_name_line_end_and_byte_order_mark(string name, string lineEnd, string mark)
    {
        var figures = await FiguresAsync(Folder.Write(name, mark + SmallLog.Text.Replace("\n", lineEnd, StringComparison.Ordinal)));

        Numbers(figures).Should().Equal(SmallLog.Events, SmallLog.Streams, SmallLog.Completed, SmallLog.Stale, 0, SmallLog.Stale);
    }

    [Fact]
    public async Task A_log_with_a_header_only_has_nothing_to_count()
    {
        var figures = await FiguresAsync(Folder.Write("log.csv", SmallLog.Header));

        Numbers(figures).Should().AllBeEquivalentTo(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "W_*/COMPLETE": { "conflictsWith": ["A_DECLINED/COMPLETE"] } }""")]
    public async Task The_store_holds_every_row_in_the_order_of_the_log(string? rules)
    {
        await FiguresAsync(Folder.Write("log.csv", SmallLog.Text), rules);

        var stored = await ReadStoreAsync();
        stored.Should().HaveCount(SmallLog.Events);
        stored.Select(each => Time(each)[14..16]).Should().Equal(Enumerable.Range(0, SmallLog.Events).Select(minute => $"{minute:00}"));
        stored.Where(each => string.Equals(each.Stream.Value, "1", StringComparison.Ordinal)).Select(each => each.Type).Should().Equal(
            "A_SUBMITTED/COMPLETE",
            "W_Één beoordeling/START",
            "A_ACCEPTED/COMPLETE",
            "O_SENT/COMPLETE",
            "O_SENT/COMPLETE",
            "W_Één beoordeling/COMPLETE",
            "W_Bellen/START",
            "A_DECLINED/COMPLETE",
            "O_SENT/COMPLETE",
            "W_Bellen/COMPLETE",
            "W_Bellen/COMPLETE");
        stored.Where(each => string.Equals(each.Stream.Value, "3, spoed", StringComparison.Ordinal)).Select(each => each.Version)
            .Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task An_event_keeps_every_column_of_its_row()
    {
        await FiguresAsync(Folder.Write("log.csv", SmallLog.Text));

        var quoted = (await ReadStoreAsync())[19];
        using var data = JsonDocument.Parse(quoted.RawData);
        data.RootElement.EnumerateObject().Select(property => (property.Name, property.Value.GetString())).Should().Equal(
            ("time", "2020-01-01T08:19:00.000Z"),
            ("case", "3, spoed"),
            ("activity", "W_Nakijken"),
            ("lifecycle", "START"),
            ("resource", "bert \"de\n tweede\""));
    }

    [Theory]
    [InlineData("2020-01-01T08:19:00")]
    [InlineData("2020-01-01 08:19:00.5")]
    [InlineData("2020-01-01T10:19:00+02:00")]
    public async Task A_time_is_stored_as_it_is_written_with_or_without_an_offset(string time)
    {
        await FiguresAsync(Folder.Write("log.csv", $"{SmallLog.Header}{time},1,A,COMPLETE,web\n"));

        Time((await ReadStoreAsync()).Single()).Should().Be(time);
    }

    private static string Time(RecordedEvent recorded)
    {
        using var data = JsonDocument.Parse(recorded.RawData);
        return data.RootElement.GetProperty("time").GetString()!;
    }

    private async Task<List<RecordedEvent>> ReadStoreAsync()
    {
        await using var store = new EventStoreBuilder().UseSqlite(Store).Build();
        List<RecordedEvent> events = [];
        await foreach (var each in store.ReadAllAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            events.Add(each);
        }

        return events;
    }
}
