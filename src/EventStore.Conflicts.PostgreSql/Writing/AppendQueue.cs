namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// What waits to be sent, by stream. While appends of a stream are under way, the later ones of that stream stay here, so the flushes of one process never wait
/// for each other. Safe for many threads.
/// </summary>
/// <param name="maxEvents">A flush holds no more events than this, except for a single larger append.</param>
/// <param name="maxSenders">How many send at once.</param>
internal sealed class AppendQueue(int maxEvents, int maxSenders)
{
    private readonly Lock gate = new();
    private readonly Dictionary<StreamId, StreamLane> lanes = [];
    private readonly Queue<StreamLane> ready = [];
    private readonly Queue<StreamLane> busy = [];
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int senders;
    private int waiters; // those of them whose flush waits for a lock
    private int streams; // in the flushes of the others
    private bool closed;

    /// <summary>Lets an append wait. True where its caller has to become a sender.</summary>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    internal bool Add(QueuedAppend append)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(PostgreSqlEventStorage));
            if (!lanes.TryGetValue(append.Append.Stream, out var lane))
            {
                lane = new StreamLane(append.Append.Stream);
                lanes.Add(lane.Stream, lane);
                ready.Enqueue(lane);
            }

            lane.Waiting.Enqueue(append);
            return BeginsAnother();
        }
    }

    /// <summary>
    /// What to send next, once <paramref name="sent"/> is answered; null where there is nothing, and then the one who asked is no sender any more.
    /// </summary>
    /// <param name="sent">What was sent before; null at first.</param>
    /// <param name="another">True where more can be sent at once: the one who asked has to make another sender. This flush may have to wait for a lock.</param>
    internal Flush? Next(Flush? sent, out bool another)
    {
        lock (gate)
        {
            another = false;
            Return(sent);
            while (IsWorthSending())
            {
                var flush = Gather();
                if (flush.Appends.Count > 0)
                {
                    another = BeginsAnother();
                    return flush;
                }

                // All of it was given up meanwhile.
                Return(flush);
            }

            senders--;
            EndIfDrained();
            return null;
        }
    }

    /// <summary>Lets nobody in any more, and completes when everything that was let in has its answer.</summary>
    internal Task DrainAsync()
    {
        lock (gate)
        {
            closed = true;
            EndIfDrained();
        }

        return drained.Task;
    }

    /// <summary>
    /// Many small round trips cost more than a few large ones. So a flush doesn't go out beside others before it carries as many streams as they do; until
    /// then its callers wait for the first of those to come back. Flushes that wait for a lock don't count: they may take long.
    /// </summary>
    private bool IsWorthSending() => MayWait() || (ready.Count > 0 && ready.Count >= streams);

    /// <summary>True where a stream is busy, and not all connections would wait for such streams: the others must get through.</summary>
    private bool MayWait() => busy.Count > 0 && waiters < Math.Max(1, maxSenders - 1);

    private bool BeginsAnother()
    {
        var begins = senders < maxSenders && IsWorthSending();
        senders += begins ? 1 : 0;
        return begins;
    }

    private Flush Gather()
    {
        var flush = new Flush(maxEvents);
        if (MayWait())
        {
            waiters++;
            flush.TakeFrom(busy.Dequeue());
            return flush;
        }

        while (ready.TryPeek(out var lane) && flush.TakeFrom(lane))
        {
            _ = ready.Dequeue();
        }

        streams += flush.Lanes.Count;
        return flush;
    }

    /// <summary>The streams of a flush may be sent again, if anything waits for them.</summary>
    private void Return(Flush? sent)
    {
        if (sent is null)
        {
            return;
        }

        (waiters, streams) = sent.WaitsForLocks ? (waiters - 1, streams) : (waiters, streams - sent.Lanes.Count);
        foreach (var lane in sent.Lanes)
        {
            if (lane.HasMore)
            {
                (lane.IsBusy ? busy : ready).Enqueue(lane);
            }
            else
            {
                lanes.Remove(lane.Stream);
            }
        }
    }

    private void EndIfDrained()
    {
        if (closed && senders == 0)
        {
            drained.TrySetResult();
        }
    }
}
