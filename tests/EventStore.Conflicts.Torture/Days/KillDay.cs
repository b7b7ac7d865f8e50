namespace EventStore.Conflicts.Torture.Days;

/// <summary>Processes are killed while histories are made: those of callers, and of servers.</summary>
internal static class KillDay
{
    internal const string Name = "kill";

    internal static Day Day { get; } = new(
        Name, "Kills a process in each cycle: the one that writes, one of the server's, or all of the server's. What is unknown then is sent again.", ["postgresql"], Cycles: 500, RunAsync);

    private static Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken) => engine switch
    {
        _ => KillPostgreSql.RunAsync(engine, options, cancellationToken),
    };
}
