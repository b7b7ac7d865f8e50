using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Places;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Storms;

/// <summary>
/// One storm: writers and readers whose tokens are fired, and a store that is disposed, by one or by several at once, while they are at it. Then the store is opened
/// again and says what is there.
/// </summary>
internal static class StormRun
{
    private const int MaxWriters = 16;
    private const int MaxStreams = 3;
    private const int CallersPerSeed = 32;

    // Thousands of times what a call takes.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">A call doesn't end, is cancelled though nobody asked, or something is left open.</exception>
    internal static async Task<(History History, int CancelledReads)> RunAsync(Place place, int seed, int calls, GlobalPosition start)
    {
        var random = new Random(seed);
        var rules = RandomRules.Draw(random);
        var writers = random.Next(2, MaxWriters + 1);
        StreamId[] streams = [.. Enumerable.Range(1, random.Next(1, MaxStreams + 1)).Select(number => new StreamId($"{seed}-{number}"))];
        var scene = new Scene(streams, writers);
        var store = new ImpatientStore(StoreOf(place.Open(), rules), seed);
        var recorder = new Recorder(store, rules, streams.ToHashSet());
        Task[] all =
        [
            .. Enumerable.Range(1, writers).Select(number => Task.Run(
                () => new Writer(recorder, scene, new Engines.ThreadSchedule(), RandomOf(seed, number), number).RunAsync(Math.Max(1, calls / writers)))),
            Task.Run(() => StormReaders.FollowAsync(recorder, scene, MaxWriters + 1, start)),
            Task.Run(() => StormReaders.ReadAsync(recorder, scene, RandomOf(seed, MaxWriters + 2), MaxWriters + 2)),
            Task.Run(() => StormReaders.AbandonAsync(store, scene, RandomOf(seed, MaxWriters + 3))),
            .. Enumerable.Range(0, random.Next(1, 3)).Select(number => Task.Run(() => DisposeAsync(store, scene, random.Next(calls), number == 0))),
        ];
        await EndOfAsync(all, store);
        await RefuseLeftoversAsync(place);
        return (await EndAsync(place, recorder, rules, start), store.CancelledReads);
    }

    /// <summary>Once so much was sent: in the middle of it, or after all.</summary>
    private static async Task DisposeAsync(ImpatientStore store, Scene scene, int sent, bool asynchronously)
    {
        while (!scene.IsOver && scene.Sent < sent)
        {
            await Task.Yield();
        }

        if (asynchronously)
        {
            await store.DisposeAsync();
        }
        else
        {
            store.Dispose();
        }
    }

    private static async Task EndOfAsync(Task[] all, ImpatientStore store)
    {
        try
        {
            await Task.WhenAll(all).WaitAsync(Bound);
        }
        catch (TimeoutException timeout)
        {
            throw new InvalidOperationException(
                $"After {Bound} there is no answer to {string.Join(", ", store.UnderWay.Append($"and {all.Count(each => !each.IsCompleted)} callers in all"))}.", timeout);
        }
    }

    private static async Task<History> EndAsync(Place place, Recorder recorder, HistoryRules rules, GlobalPosition start)
    {
        var storage = place.Open();
        History history;
        await using (var reopened = StoreOf(storage, rules))
        {
            recorder.GoOnWith(reopened);
            history = await recorder.EndAsync(storage, start);
        }

        await RefuseLeftoversAsync(place);
        return history;
    }

    private static async Task RefuseLeftoversAsync(Place place)
    {
        var left = await place.LeftOpenAsync();
        if (left.Count > 0)
        {
            throw new InvalidOperationException($"A disposed store left open: {string.Join(", ", left)}.");
        }
    }

    private static IEventStore StoreOf(IEventStorage storage, HistoryRules rules) =>
        new EventStoreBuilder().UseStorage(_ => storage).ConfigureConflicts(rules.Declare).Build();

    private static Random RandomOf(int seed, int caller) => new((seed * CallersPerSeed) + caller);
}
