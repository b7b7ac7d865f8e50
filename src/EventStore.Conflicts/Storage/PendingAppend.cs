using System.Diagnostics;

namespace EventStore.Conflicts.Storage;

/// <summary>
/// What one call appends, while it waits for an engine whose callers share a commit: one batch, or several that are written together. It is either claimed by
/// the engine, and then gets the engine's answer, or cancelled by its caller before that; whichever comes first. Safe for many threads; whoever claimed it
/// answers it, once.
/// </summary>
public sealed class PendingAppend
{
    private const int Waiting = 0;
    private const int Claimed = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<IReadOnlyList<StorageAppendResult>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QueueTelemetry telemetry;
    private readonly CancellationToken cancellationToken;
    private readonly long queuedAt = Stopwatch.GetTimestamp();
    private readonly CancellationTokenRegistration registration;
    private int state = Waiting;

    /// <summary>Begins to wait.</summary>
    /// <param name="appends">What to append.</param>
    /// <param name="telemetry">Counts who waits.</param>
    /// <param name="cancellationToken">Gives up; without effect once the append is claimed.</param>
    public PendingAppend(IReadOnlyList<StorageAppend> appends, QueueTelemetry telemetry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        ArgumentNullException.ThrowIfNull(telemetry);
        Appends = appends;
        for (var i = 0; i < appends.Count; i++)
        {
            Events += Math.Max(1, appends[i].Events.Count);
            Bytes += BytesOf(appends[i].Events);
        }

        this.telemetry = telemetry;
        this.cancellationToken = cancellationToken;
        telemetry.Queued(appends.Count);
        registration = cancellationToken.UnsafeRegister(static pending => ((PendingAppend)pending!).Cancel(), this);
    }

    /// <summary>What to append.</summary>
    public IReadOnlyList<StorageAppend> Appends { get; }

    /// <summary>How many events it writes; an append without events counts as one.</summary>
    public int Events { get; }

    /// <summary>How many bytes of data and metadata it writes.</summary>
    public long Bytes { get; }

    /// <summary>How long its caller has waited.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(queuedAt);

    /// <summary>True where its caller has given up, or would if it could: a claimed append can still be ended while nothing of it is written.</summary>
    public bool IsGivenUp => Volatile.Read(ref state) == Cancelled || cancellationToken.IsCancellationRequested;

    /// <summary>What its caller waits for.</summary>
    public Task<IReadOnlyList<StorageAppendResult>> Answer => answer.Task;

    /// <summary>True where the engine may go on with it; from then on its caller can no longer cancel it.</summary>
    public bool TryClaim()
    {
        var claimed = TryLeaveQueue(Claimed);
        registration.Unregister();
        return claimed;
    }

    /// <summary>Answers a claimed append.</summary>
    /// <exception cref="InvalidOperationException">It has its answer already.</exception>
    public void Complete(IReadOnlyList<StorageAppendResult> results) => answer.SetResult(results);

    /// <summary>Ends a claimed append whose caller has given up, and of which nothing is written.</summary>
    /// <exception cref="InvalidOperationException">It has its answer already.</exception>
    public void GiveUp() => answer.SetCanceled(cancellationToken);

    /// <summary>Ends a claimed append with an exception of its own.</summary>
    /// <exception cref="InvalidOperationException">It has its answer already.</exception>
    public void Fail(Exception failure) => answer.SetException(failure);

    /// <summary>Gives up an append that never got into the queue.</summary>
    public void Abandon()
    {
        if (TryClaim())
        {
            answer.SetCanceled(CancellationToken.None);
        }
    }

    private static long BytesOf(IReadOnlyList<EncodedEvent> events)
    {
        long bytes = 0;
        for (var i = 0; i < events.Count; i++)
        {
            bytes += (long)events[i].Data.Length + events[i].Metadata.Length;
        }

        return bytes;
    }

    private void Cancel()
    {
        if (TryLeaveQueue(Cancelled))
        {
            answer.SetCanceled(cancellationToken);
        }
    }

    private bool TryLeaveQueue(int next)
    {
        var left = Interlocked.CompareExchange(ref state, next, Waiting) == Waiting;
        if (left)
        {
            telemetry.Left(Appends.Count);
        }

        return left;
    }
}
