using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Many short histories, and some long ones, on one store after the other.</summary>
internal static class HistoriesDay
{
    private const string Name = "histories";

    private const int MaxShortCalls = 80;
    private const int LongCalls = 50_000;
    private const int LongEvery = 2_000;

    internal static Day Day { get; } = new(
        Name, "Random calls of 2 to 16 writers to few streams under random rules, readers beside. Every 2,000th seed is a long one.", Engine.Names, Cycles: 1_000, RunAsync);

    private static async Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken)
    {
        await using var engine = Engine.Open(name);
        return await new HistoryLoop(Name, name, options).RunAsync(engine.HistoriesAtOnce, MakeAsync, cancellationToken);

        async Task<Cycle> MakeAsync(int seed, GlobalPosition start)
        {
            var (storage, schedule) = engine.For(seed);
            return Cycle.Of(await HistoryRun.RunAsync(storage, schedule, seed, CallsOf(seed), start));
        }
    }

    /// <summary>A seed says by itself how long its history is, so that a long one can be made again alone.</summary>
    private static int CallsOf(int seed) => seed % LongEvery == LongEvery - 1 ? LongCalls : new Random(seed).Next(2, MaxShortCalls);
}
