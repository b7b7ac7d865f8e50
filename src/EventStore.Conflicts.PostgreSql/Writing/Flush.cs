namespace EventStore.Conflicts.PostgreSql;

/// <summary>Appends that share a round trip and a commit.</summary>
/// <param name="maxEvents">It holds no more events than this, except for a single larger append.</param>
internal sealed class Flush(int maxEvents)
{
    // Each stream is a lock of the server, whose table of locks is of a fixed size.
    internal const int MaxStreams = 200;

    // What a flush sends is held in memory, here and there.
    private const long MaxBytes = 16 << 20;

    private readonly HashSet<Guid> ids = [];
    private bool isFull;
    private int events;
    private long bytes;

    /// <summary>The streams it writes to.</summary>
    internal List<StreamLane> Lanes { get; } = [];

    /// <summary>For each append, in order: which of <see cref="Lanes"/> it is of.</summary>
    internal List<(QueuedAppend Append, int Lane)> Appends { get; } = [];

    /// <summary>True where its appends are one after the other: it ends with the first that isn't written.</summary>
    internal bool IsInOrder { get; private init; }

    /// <summary>True for a single new event of a single append that goes into its stream, which most flushes are.</summary>
    internal bool IsOneEvent => !IsInOrder && Appends is [{ Append.Append.Events: [{ IsDropped: false, Copied: null }] }];

    /// <summary>True where it waits for locks. Others take only those that are free: a stream that somebody else uses would hold up whoever shares the flush.</summary>
    internal bool WaitsForLocks { get; private set; }

    /// <summary>A single append of a flush that failed.</summary>
    internal static Flush Alone(QueuedAppend append, StreamLane lane)
    {
        var flush = new Flush(maxEvents: 1);
        flush.Lanes.Add(lane);
        flush.Add(append);
        return flush;
    }

    /// <summary>Appends to whatever streams, one after the other.</summary>
    internal static Flush InOrder(IEnumerable<QueuedAppend> appends)
    {
        var flush = new Flush(int.MaxValue) { IsInOrder = true, WaitsForLocks = true };
        var lanes = new Dictionary<StreamId, int>();
        foreach (var append in appends)
        {
            if (lanes.TryAdd(append.Append.Stream, lanes.Count))
            {
                flush.Lanes.Add(new StreamLane(append.Append.Stream));
            }

            flush.Appends.Add((append, lanes[append.Append.Stream]));
        }

        return flush;
    }

    /// <summary>
    /// Takes as much as fits from a stream that nothing is under way for; from a busy one at first, and then nothing else. False where it takes nothing: it is full.
    /// </summary>
    internal bool TakeFrom(StreamLane lane)
    {
        if (isFull || Lanes.Count == MaxStreams || (Lanes.Count > 0 && !Fits(lane.Waiting.Peek())))
        {
            return false;
        }

        Lanes.Add(lane);
        isFull = WaitsForLocks = lane.IsBusy;
        foreach (var busy in lane.Busy)
        {
            Add(busy);
        }

        lane.Busy.Clear();
        while (lane.Waiting.TryPeek(out var next) && Fits(next))
        {
            _ = lane.Waiting.Dequeue();
            if (next.Pending.TryClaim())
            {
                Add(next);
            }
        }

        isFull |= lane.Waiting.Count > 0;
        return true;
    }

    /// <summary>Whoever has the same id in a flush waits for the next one: what became of the first decides.</summary>
    private bool Fits(QueuedAppend next) =>
        Appends.Count == 0
        || (events + Math.Max(1, next.Append.Events.Count) <= maxEvents
            && bytes + next.Pending.Bytes <= MaxBytes
            && !next.Append.Events.Any(each => ids.Contains(each.Id)));

    private void Add(QueuedAppend append)
    {
        events += Math.Max(1, append.Append.Events.Count);
        bytes += append.Pending.Bytes;
        ids.UnionWith(append.Append.Events.Select(each => each.Id));
        Appends.Add((append, Lanes.Count - 1));
    }
}
