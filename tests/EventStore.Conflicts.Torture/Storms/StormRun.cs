using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Places;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Storms;

/// <summary>
/// One storm: writers and readers whose tokens are fired, and a store that is disposed, by one or by several at once, while they are at it. Then the store is opened
/// again and says what is there.
/// </summary>
internal static class StormRun
{
    // Thousands of times what a call takes.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">A call doesn't end, is cancelled though nobody asked, or something is left open.</exception>
    internal static async Task<(History History, int CancelledReads)> RunAsync(Place place, int seed, int calls, GlobalPosition start)
    {
        var plot = Plot.Draw(seed);
        var random = plot.RandomOf(0);
        var scene = new Scene(plot.Streams, plot.Writers);
        var store = new ImpatientStore(plot.OpenOn(place.Open()), seed);
        var recorder = new Recorder(store, plot);
        Task[] all =
        [
            .. plot.WritersOf(recorder, scene, new ThreadSchedule(), Math.Max(1, calls / plot.Writers)).Select(Task.Run),
            Task.Run(() => StormReaders.FollowAsync(recorder, scene, Plot.MaxWriters + 1, start)),
            Task.Run(() => StormReaders.ReadAsync(recorder, scene, plot.RandomOf(Plot.MaxWriters + 2), Plot.MaxWriters + 2)),
            Task.Run(() => StormReaders.AbandonAsync(store, scene, plot.RandomOf(Plot.MaxWriters + 3))),
            .. Enumerable.Range(0, random.Next(1, 3)).Select(number => Task.Run(() => DisposeAsync(store, scene, random.Next(calls), number == 0))),
        ];
        await EndOfAsync(all, store);
        await RefuseLeftoversAsync(place);
        return (await EndAsync(place, plot, recorder.Past, start), store.CancelledReads);
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

    private static async Task<History> EndAsync(Place place, Plot plot, Past past, GlobalPosition start)
    {
        var storage = place.Open();
        History history;
        await using (var reopened = plot.OpenOn(storage))
        {
            history = await new Recorder(reopened, plot, past: past).EndAsync(storage, start);
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
}
