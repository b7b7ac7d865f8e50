using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Storms;

/// <summary>Those who read in a storm: their reads are cancelled, end with the store, or are left half-way. What is read to its end is recorded.</summary>
internal static class StormReaders
{
    private const int MostEvents = 20;

    /// <summary>Follows the whole store from its checkpoint on.</summary>
    internal static async Task FollowAsync(Recorder recorder, Scene scene, int number, GlobalPosition after)
    {
        while (!scene.IsOver)
        {
            await UnlessEndedAsync(async () => after = await recorder.FollowAsync(number, after));
            await Task.Yield();
        }
    }

    /// <summary>Reads streams to their ends.</summary>
    internal static async Task ReadAsync(Recorder recorder, Scene scene, Random random, int number)
    {
        while (!scene.IsOver)
        {
            await UnlessEndedAsync(() => recorder.ReadAsync(number, scene.Streams[random.Next(scene.Streams.Count)], backwards: random.Next(2) == 0));
            await Task.Yield();
        }
    }

    /// <summary>Begins reads and leaves them half-way: every second is ended in order, the others are only forgotten.</summary>
    internal static async Task AbandonAsync(IEventStore store, Scene scene, Random random)
    {
        while (!scene.IsOver)
        {
            await UnlessEndedAsync(async () =>
            {
                var all = random.Next(2) == 0 ? store.ReadAllAsync() : store.ReadStreamAsync(scene.Streams[random.Next(scene.Streams.Count)]);
                var events = all.GetAsyncEnumerator();
                for (var left = random.Next(MostEvents); left > 0 && await events.MoveNextAsync(); left--)
                {
                    await Task.Yield();
                }

                if (random.Next(2) == 0)
                {
                    await events.DisposeAsync();
                }
            });
            await Task.Yield();
        }
    }

    private static async Task UnlessEndedAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
        {
            // Its token was fired, or its store is closed.
        }
    }
}
