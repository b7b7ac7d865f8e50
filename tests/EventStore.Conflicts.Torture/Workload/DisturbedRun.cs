using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Makes a history in the first half of which something happens to the engine. What callers do comes from the seed, who is first from threads.</summary>
internal static class DisturbedRun
{
    /// <summary>Makes it; true where it happened.</summary>
    /// <param name="storage">The engine, which may hold other streams.</param>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="calls">How many appends, roughly.</param>
    /// <param name="start">Where the whole store ends now.</param>
    /// <param name="retried">Whether the store retries, or the callers settle at the end what is unknown.</param>
    /// <param name="happen">Lets it happen, to its end.</param>
    internal static async Task<(History History, bool Happened)> RunAsync(
        IEventStorage storage, int seed, int calls, GlobalPosition start, bool retried, Func<Task> happen)
    {
        var before = Plot.Draw(seed).RandomOf(0).Next(calls / 2);
        var disturbed = new DisturbedStorage(storage, before, happen, waits: !retried);
        var history = await HistoryRun.RunAsync(disturbed, new ThreadSchedule(), seed, calls, start, retried ? Faults.Retried : Faults.SettledAtTheEnd);
        return (history, await disturbed.OverAsync());
    }
}
