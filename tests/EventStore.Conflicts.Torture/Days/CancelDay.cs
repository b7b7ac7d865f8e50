using EventStore.Conflicts.Torture.Places;
using EventStore.Conflicts.Torture.Storms;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Storms of fired tokens and disposals, one after the other on the same place.</summary>
internal static class CancelDay
{
    private const string Name = "cancel";
    private const int MaxCalls = 400;

    internal static Day Day { get; } = new(
        Name,
        "Tokens are fired and the store is disposed while 2 to 16 writers send and readers read, or leave half-way. What was cancelled must not be there.",
        Place.Engines,
        Cycles: 1_000,
        RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        await using var place = Place.Of(engine);
        return await new HistoryLoop(Name, engine, options).RunAsync(atOnce: 1, MakeAsync, cancellationToken);

        async Task<Cycle> MakeAsync(int seed, GlobalPosition start)
        {
            var (history, cancelledReads) = await StormRun.RunAsync(place, seed, new Random(seed).Next(2, MaxCalls), start);
            return Cycle.Of(Aftermath.Of(history), (cancelledReads, "reads cancelled"));
        }
    }
}
