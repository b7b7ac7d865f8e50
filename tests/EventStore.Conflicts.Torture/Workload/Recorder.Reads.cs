using System.Collections.Concurrent;
using System.Diagnostics;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <content>Reads.</content>
internal sealed partial class Recorder
{
    private readonly ConcurrentQueue<Observation> observations;

    /// <summary>Reads the whole store from a checkpoint; the next checkpoint.</summary>
    internal async Task<GlobalPosition> FollowAsync(int reader, GlobalPosition after)
    {
        var (start, last) = (Stopwatch.GetTimestamp(), after);
        List<SeenEvent> seen = [];
        await foreach (var each in reading.ReadAllAsync(after))
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
        await foreach (var each in reading.ReadStreamAsync(stream, backwards ? ReadDirection.Backwards : ReadDirection.Forwards, from, maxCount))
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
}
