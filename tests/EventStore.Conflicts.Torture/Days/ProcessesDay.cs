using EventStore.Conflicts.Torture.Days.Processes;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>More than one process wants the same SQLite file.</summary>
internal static class ProcessesDay
{
    private const string Name = "processes";

    internal static Day Day { get; } = new(
        Name,
        "While a process writes to a file, another one that wants to write is refused, and a third one reads it; the writer is killed, and whoever comes next takes over at once.",
        ["sqlite"],
        Cycles: 100,
        RunAsync);

    private static Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken) =>
        new HistoryLoop(Name, engine, options).RunAsync(
            atOnce: 1, async (seed, _) => Cycle.Of(await SharedFile.RunAsync(seed, cancellationToken), (1, "writers killed")), cancellationToken);
}
