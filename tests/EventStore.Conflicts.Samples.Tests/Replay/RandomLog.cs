namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>Many short cases at once, with few names, so that much is the same.</summary>
internal static class RandomLog
{
    private static readonly string[] Activities = ["W_Bellen", "W_Nakijken", "W_Wijzigen", "O_SENT", "A_NOTED"];
    private static readonly string[] Lifecycles = ["START", "COMPLETE", "SCHEDULE"];
    private static readonly string[] Resources = ["anna", "Anna", "bert", ""];
    private static readonly string[] Times = ["2020-01-01T08:00:00Z", "2020-01-01T09:00:00+01:00", "2020-01-01T09:00:00Z"];

    internal static List<string[]> Rows(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1_000).Select(_ => new[]
        {
            random.GetItems(Times, 1)[0],
            $"case {random.Next(80)}",
            random.GetItems(Activities, 1)[0],
            random.GetItems(Lifecycles, 1)[0],
            random.GetItems(Resources, 1)[0],
        })];
    }

    internal static string Text(IEnumerable<string[]> rows) => SmallLog.Header + string.Concat(rows.Select(row => string.Join(',', row) + "\n"));

    internal static bool IsWorkItem(string[] row) => row[2].StartsWith("W_", StringComparison.Ordinal);
}
