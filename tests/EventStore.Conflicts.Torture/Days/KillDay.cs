using EventStore.Conflicts.Torture.Days.Kill;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Processes are killed while histories are made: those of callers, and of servers.</summary>
internal static class KillDay
{
    internal const string Name = "kill";

    internal static Day Day { get; } = new(
        Name,
        "Kills a process with SIGKILL in each cycle: the one that writes, on SQLite at every step of a commit too; one of the server's, or all of the server's. What is unknown then is sent again.",
        ["sqlite", "postgresql"],
        Cycles: 500,
        RunAsync);

    private static Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken) => engine switch
    {
        "sqlite" => SqliteKills.RunAsync(engine, options, cancellationToken),
        "postgresql" => PostgreSqlKills.RunAsync(engine, options, cancellationToken),
        _ => throw new ArgumentException($"'{engine}' is no engine of this day.", nameof(engine)),
    };
}
