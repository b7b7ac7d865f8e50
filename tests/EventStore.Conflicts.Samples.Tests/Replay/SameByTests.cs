using System.Text.Json;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>Rules that compare a column: on a log counted by hand, and on random ones against a count made in another way.</summary>
public sealed class SameByTests : ReplayTest
{
    // Each case is one save that is stale.
    private const string Log = SmallLog.Header
        // Past somebody else's row.
        + "2020-01-01T08:00:00Z,1,W_Bellen,START,anna\n"
        + "2020-01-01T08:01:00Z,1,O_SENT,COMPLETE,bert\n"
        + "2020-01-01T08:02:00Z,1,W_Bellen,COMPLETE,anna\n"
        // Past somebody else's and one of the same resource.
        + "2020-01-01T08:03:00Z,2,W_Bellen,START,anna\n"
        + "2020-01-01T08:04:00Z,2,O_SENT,COMPLETE,bert\n"
        + "2020-01-01T08:05:00Z,2,O_SENT,COMPLETE,anna\n"
        + "2020-01-01T08:06:00Z,2,W_Bellen,COMPLETE,anna\n"
        // It is who saves that counts, not who opened.
        + "2020-01-01T08:07:00Z,3,W_Bellen,START,anna\n"
        + "2020-01-01T08:08:00Z,3,O_SENT,COMPLETE,anna\n"
        + "2020-01-01T08:09:00Z,3,W_Bellen,COMPLETE,bert\n"
        // Nobody is the same as nobody.
        + "2020-01-01T08:10:00Z,4,W_Bellen,START,anna\n"
        + "2020-01-01T08:11:00Z,4,O_SENT,COMPLETE,\n"
        + "2020-01-01T08:12:00Z,4,W_Bellen,COMPLETE,\n"
        // Nobody is not anybody; and the two rows have the same time.
        + "2020-01-01T08:13:00Z,5,W_Bellen,START,\n"
        + "2020-01-01T08:14:00Z,5,O_SENT,COMPLETE,anna\n"
        + "2020-01-01T08:14:00Z,5,W_Bellen,COMPLETE,\n"
        // The same resource, and a type that the rule doesn't list.
        + "2020-01-01T08:15:00Z,6,W_Bellen,START,anna\n"
        + "2020-01-01T08:16:00Z,6,A_NOTED,COMPLETE,anna\n"
        + "2020-01-01T08:17:00Z,6,W_Bellen,COMPLETE,anna\n"
        // The same resource, another work item, and only opened.
        + "2020-01-01T08:18:00Z,7,W_Bellen,START,anna\n"
        + "2020-01-01T08:19:00Z,7,W_Nakijken,START,anna\n"
        + "2020-01-01T08:20:00Z,7,W_Bellen,COMPLETE,anna\n"
        // The same work item, by somebody else, told apart by the case of a letter.
        + "2020-01-01T08:21:00Z,8,W_Bellen,START,anna\n"
        + "2020-01-01T08:22:00Z,8,W_Bellen,SCHEDULE,Anna\n"
        + "2020-01-01T08:23:00Z,8,W_Bellen,COMPLETE,anna\n";

    public static TheoryData<int, string, string?> RandomLogs
    {
        get
        {
            string?[] columns = [null, "resource", "activity", "lifecycle", "time", "case"];
            string[] lists = ["W_*", "*/COMPLETE"];
            return [.. columns.SelectMany((column, index) => lists.Select((list, other) => (2 * index + other, list, column)))];
        }
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData("resource", 3)]
    [InlineData("activity", 1)]
    [InlineData("lifecycle", 5)]
    [InlineData("time", 1)]
    [InlineData("case", 7)]
    public async Task Only_events_with_the_same_value_in_the_column_conflict(string? column, int rejected)
    {
        var figures = await FiguresAsync(Folder.Write("log.csv", Log), Rules("\"O_*\", \"W_*\"", column));

        Saves(figures).Should().Equal(8, 8, 8 - rejected, rejected);
        Saves(figures).Should().Equal(NaiveCount.Of(
            [.. Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))],
            (mine, theirs) => theirs[2][0] is 'O' or 'W' && IsSame(mine, theirs, column)));
    }

    [Theory]
    [MemberData(nameof(RandomLogs))]
    public async Task The_figures_are_those_of_a_count_made_in_another_way(int seed, string list, string? column)
    {
        var rows = RandomLog.Rows(seed);

        var figures = await FiguresAsync(Folder.Write("log.csv", RandomLog.Text(rows)), Rules($"\"{list}\"", column));

        var expected = NaiveCount.Of(rows, Conflict);
        Saves(figures).Should().Equal(expected);
        expected[1].Should().BePositive("a log without stale saves shows nothing");

        // What is no W_ has no rule, so it conflicts with everything.
        bool Conflict(string[] mine, string[] theirs) => !RandomLog.IsWorkItem(mine) || (IsListed(theirs) && IsSame(mine, theirs, column));
        bool IsListed(string[] row) => list == "W_*" ? RandomLog.IsWorkItem(row) : row[3] == "COMPLETE";
    }

    [Fact]
    public async Task Each_entry_has_its_own_column()
    {
        const string rules = """
            {
              "W_Bellen/COMPLETE": { "conflictsWith": ["*"], "sameBy": "resource" },
              "W_Nakijken/COMPLETE": { "conflictsWith": ["*"], "sameBy": "lifecycle" },
              "W_Wijzigen/COMPLETE": { "conflictsWith": ["W_*"] }
            }
            """;
        var rows = RandomLog.Rows(100);

        var figures = await FiguresAsync(Folder.Write("log.csv", RandomLog.Text(rows)), rules);

        Saves(figures).Should().Equal(NaiveCount.Of(rows, (mine, theirs) => mine[2] switch
        {
            "W_Bellen" => mine[4] == theirs[4],
            "W_Nakijken" => mine[3] == theirs[3],
            "W_Wijzigen" => RandomLog.IsWorkItem(theirs),
            _ => true,
        }));
    }

    private static string Rules(string list, string? column) =>
        $$"""{ "W_*/COMPLETE": { "conflictsWith": [{{list}}]{{(column is null ? string.Empty : $", \"sameBy\": \"{column}\"")}} } }""";

    private static bool IsSame(string[] mine, string[] theirs, string? column) =>
        column is null || mine[Column(column)] == theirs[Column(column)];

    private static int Column(string name) => Array.IndexOf(SmallLog.Header.TrimEnd().Split(','), name);

    /// <summary>Completed, stale, admitted and rejected.</summary>
    private static int[] Saves(JsonElement figures) => Numbers(figures)[2..];
}
