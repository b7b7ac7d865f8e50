using System.Collections.Concurrent;
using System.Diagnostics;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Workload;

/// <content>Reads, and the end of a history.</content>
internal sealed partial class Recorder
{
    /// <summary>Reads at the end, on behalf of nobody.</summary>
    private const int Nobody = -1;

    private const int IdsPerLookup = 1_000;

    private readonly ConcurrentQueue<Observation> observations;

    /// <summary>Reads the whole store from a checkpoint; the next checkpoint.</summary>
    internal async Task<GlobalPosition> FollowAsync(int reader, GlobalPosition after)
    {
        var (start, last) = (Stopwatch.GetTimestamp(), after);
        List<SeenEvent> seen = [];
        await foreach (var each in store.ReadAllAsync(after))
        {
            last = each.Position;
            if (streams.Contains(each.Stream))
            {
                seen.Add(each.ToSeen());
            }
        }

        if (seen.Count > 0)
        {
            observations.Enqueue(new Observation { Reader = reader, Start = start, End = Stopwatch.GetTimestamp(), After = after, Events = seen });
        }

        return last;
    }

    /// <summary>Reads a stream.</summary>
    internal async Task ReadAsync(int reader, StreamId stream, bool backwards = false, long? from = null, long? maxCount = null)
    {
        var start = Stopwatch.GetTimestamp();
        List<SeenEvent> seen = [];
        await foreach (var each in store.ReadStreamAsync(stream, backwards ? ReadDirection.Backwards : ReadDirection.Forwards, from, maxCount))
        {
            seen.Add(each.ToSeen());
        }

        observations.Enqueue(new Observation
        {
            Reader = reader,
            Start = start,
            End = Stopwatch.GetTimestamp(),
            Stream = stream,
            From = from,
            Backwards = backwards,
            ToTheEnd = maxCount is null || seen.Count < maxCount,
            Events = seen,
        });
    }

    /// <summary>Once everybody is done: what is in the store, in every way in which it tells.</summary>
    /// <param name="storage">The engine below the store.</param>
    /// <param name="start">Where the whole store ended when the history began.</param>
    internal async Task<History> EndAsync(IEventStorage storage, GlobalPosition start)
    {
        await WaitUntilVisibleAsync();
        var stored = new List<SeenEvent>();
        await foreach (var each in store.ReadAllAsync(start))
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
            Rules = rules,
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
                await store.WaitUntilVisibleAsync(last);
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
            foreach (var key in (await storage.FindKeysAsync(some, CancellationToken.None)).OfType<EventKey>())
            {
                if (key.IsDropped)
                {
                    dropped.Add(key);
                }
                else
                {
                    var hidden = (await store.FindEventAsync(key.Id))!.ToSeen();
                    var now = Stopwatch.GetTimestamp();
                    observations.Enqueue(new Observation { Reader = Nobody, Start = now, End = now, Stream = key.Stream, From = key.Version, ToTheEnd = false, Events = [hidden] });
                }
            }
        }

        return dropped;
    }
}
