using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>
/// Histories through PgBouncer in transaction mode. In every fourth the session behind a caller is ended, in every twentieth the pooler is killed and started again; the
/// seed says after how many calls, and whether the store retries or its callers send again what is unknown. Threads decide which calls are under way then.
/// </summary>
internal static class BouncerDay
{
    private const string Name = "bouncer";

    private const int EndEvery = 4;
    private const int KillEvery = 20;
    private const int MaxCalls = 80;

    internal static Day Day { get; } = new(
        Name, "Random histories through PgBouncer in transaction mode; its sessions are ended and it is killed now and then.", ["postgresql"], Cycles: 1_000, RunAsync);

    private static async Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken)
    {
        await using var engine = new BouncerEngine();
        return await new HistoryLoop(Name, name, options).RunAsync(atOnce: 1, MakeAsync, cancellationToken);

        async Task<Cycle> MakeAsync(int seed, GlobalPosition start)
        {
            var (calls, retried) = (new Random(seed).Next(2, MaxCalls), seed / EndEvery % 2 == 0);
            if (seed % EndEvery > 0)
            {
                // Not without faults either: whoever comes next finds the session that was ended before.
                return Cycle.Of(await HistoryRun.RunAsync(engine.Storage, new ThreadSchedule(), seed, calls, start, retried ? Faults.Retried : Faults.SettledAtTheEnd));
            }

            var (done, happen) = seed % KillEvery == 0 ? ("poolers killed", engine.KillAsync) : ("sessions ended", (Func<Task>)engine.EndSessionAsync);
            var (history, happened) = await DisturbedRun.RunAsync(engine.Storage, seed, calls, start, retried, happen);
            return Cycle.Of(history, happened ? done : null);
        }
    }
}
