using EventStore.Conflicts.Torture.Days.Kill;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Those who write, or the server they write to, are killed.</summary>
internal static class KillDay
{
    internal const string Name = "kill";

    internal static Day Day { get; } = new(
        Name, "A process that writes is killed with SIGKILL, at random moments and at every step of a commit. What it was told is there, and all of it is sent again.", ["sqlite"], Cycles: 2_000, RunAsync);

    private static Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken) => engine switch
    {
        "sqlite" => SqliteKills.RunAsync(options, cancellationToken),
        _ => throw new ArgumentException($"'{engine}' is no engine of this day.", nameof(engine)),
    };
}
