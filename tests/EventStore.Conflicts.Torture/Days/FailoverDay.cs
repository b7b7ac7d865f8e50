using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>
/// All processes of a primary are killed under load and its synchronous standby is promoted; three hosts go on with the stores they have, because their connection string
/// names both. The seed says after how many calls, and whether the store retries or its callers send again what is unknown; which calls are under way then, threads decide.
/// </summary>
internal static class FailoverDay
{
    private const string Name = "failover";

    private const int Hosts = 3;
    private const int Calls = 1_000;

    internal static Day Day { get; } = new(
        Name, "Kills a primary under load and promotes its synchronous standby in each cycle; the same stores go on.", ["postgresql"], Cycles: 20, RunAsync);

    private static Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken) =>
        new HistoryLoop(Name, name, options).RunAsync(atOnce: 1, (seed, _) => MakeAsync(seed), cancellationToken);

    private static async Task<Cycle> MakeAsync(int seed)
    {
        await using var engine = new FailoverEngine(Hosts);
        var (history, happened) = await DisturbedRun.RunAsync(engine.Storage, seed, Calls, GlobalPosition.Start, retried: seed % 2 == 0, engine.FailOverAsync);
        return Cycle.Of(history, happened ? "failovers" : null);
    }
}
