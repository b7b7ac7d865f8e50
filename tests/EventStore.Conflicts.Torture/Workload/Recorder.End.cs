using System.Diagnostics;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Workload;

/// <content>The end of a history.</content>
internal sealed partial class Recorder
{
    /// <summary>Sends and reads at the end, on behalf of nobody.</summary>
    private const int Nobody = -1;

    private const int IdsPerLookup = 1_000;

    /// <summary>Once everybody is done, and where faults are expected everything is settled: what is in the store, in every way in which it tells.</summary>
    /// <param name="storage">The engine below the store.</param>
    /// <param name="start">Where the whole store ended when the history began.</param>
    internal async Task<History> EndAsync(IEventStorage storage, GlobalPosition start)
    {
        if (faults != Faults.NotExpected)
        {
            await SettleAsync();
        }

        await WaitUntilVisibleAsync();
        var stored = new List<SeenEvent>();
        await foreach (var each in reading.ReadAllAsync(start))
        {
            if (streams.Contains(each.Stream))
            {
                stored.Add(each.ToSeen());
            }
        }

        foreach (var stream in streams)
        {
            await ReadAsync(Nobody, stream);
        }

        return new History
        {
            Rules = plot.Rules,
            Batches = [.. batches.Select(each => each.Batch)],
            Calls = [.. calls],
            Stored = stored,
            Dropped = await DroppedAsync(storage, stored),
            Observations = [.. observations],
        };
    }

    private async Task WaitUntilVisibleAsync()
    {
        if (calls.Max(call => call.Position) is { } last)
        {
            try
            {
                await reading.WaitUntilVisibleAsync(last);
            }
            catch (ArgumentException)
            {
                // The store doesn't know what it acknowledged. Whoever checks the history will say so.
            }
        }
    }

    /// <summary>What is known by the ids that were sent and are in no stream. One that should be in a stream is taken for something that was read there.</summary>
    private async Task<IReadOnlyList<EventKey>> DroppedAsync(IEventStorage storage, IEnumerable<SeenEvent> stored)
    {
        var ids = batches.SelectMany(each => each.Batch.Events).Select(each => each.Id).Except(stored.Select(each => each.Id)).ToList();
        var dropped = new List<EventKey>();
        foreach (var some in ids.Chunk(IdsPerLookup))
        {
            foreach (var key in (await FindKeysAsync(storage, some)).OfType<EventKey>())
            {
                if (key.IsDropped)
                {
                    dropped.Add(key);
                }
                else
                {
                    var hidden = (await reading.FindEventAsync(key.Id))!.ToSeen();
                    var now = Stopwatch.GetTimestamp();
                    observations.Enqueue(new Observation { Reader = Nobody, Start = now, End = now, Stream = key.Stream, From = key.Version, ToTheEnd = false, Events = [hidden] });
                }
            }
        }

        return dropped;
    }

    /// <summary>An engine has no retries; a store has, and finds one at a time.</summary>
    private async Task<IReadOnlyList<EventKey?>> FindKeysAsync(IEventStorage storage, IReadOnlyList<Guid> ids)
    {
        if (faults == Faults.NotExpected)
        {
            return await storage.FindKeysAsync(ids, CancellationToken.None);
        }

        var keys = new List<EventKey?>();
        foreach (var id in ids)
        {
            keys.Add(await reading.FindEventKeyAsync(id));
        }

        return keys;
    }
}
