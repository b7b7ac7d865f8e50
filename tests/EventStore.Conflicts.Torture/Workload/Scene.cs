using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What the callers of a history know of each other: how far the streams are, what was sent lately, and who still writes. Safe for many threads.</summary>
internal sealed class Scene(IReadOnlyList<StreamId> streams, int writers, long sentBefore = 0)
{
    private const int Remembered = 8;

    private readonly Lock gate = new();
    private readonly long[] heads = new long[streams.Count];
    private readonly List<int> sent = [];
    private readonly List<int> acknowledged = [];
    private long numbers = sentBefore;
    private int sendings;
    private int writing = writers;

    internal IReadOnlyList<StreamId> Streams => streams;

    internal bool IsOver => Volatile.Read(ref writing) == 0;

    /// <summary>How many batches were sent, or sent again.</summary>
    internal int Sent => Volatile.Read(ref sendings);

    /// <summary>A number that no other event has.</summary>
    internal long NextNumber() => Interlocked.Increment(ref numbers);

    /// <summary>The last version of a stream that somebody was told.</summary>
    internal long HeadOf(int stream) => Volatile.Read(ref heads[stream]);

    /// <summary>One that was sent lately, by anybody, whatever became of it, or is under way; null where there is none.</summary>
    internal int? SentLately(Random random) => One(sent, random);

    /// <summary>One that was acknowledged lately.</summary>
    internal int? AcknowledgedLately(Random random) => One(acknowledged, random);

    internal void Sending(int batch)
    {
        Interlocked.Increment(ref sendings);
        Remember(sent, batch);
    }

    internal void Learn(int stream, Call call)
    {
        var told = call.Versions?.Last ?? call.Head ?? 0;
        lock (gate)
        {
            heads[stream] = Math.Max(heads[stream], told);
        }

        if (call.IsAcknowledged)
        {
            Remember(acknowledged, call.Batch);
        }
    }

    internal void WriterIsDone() => Interlocked.Decrement(ref writing);

    private void Remember(List<int> some, int batch)
    {
        lock (gate)
        {
            some.Add(batch);
            if (some.Count > Remembered)
            {
                some.RemoveAt(0);
            }
        }
    }

    private int? One(List<int> some, Random random)
    {
        lock (gate)
        {
            return some.Count == 0 ? null : some[random.Next(some.Count)];
        }
    }
}
