using System.Diagnostics;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// What one call appends, on its way to the writer: one batch, or several that are written together. It is either claimed by the writer, and then gets the writer's
/// answer, or cancelled by its caller before that; whichever comes first.
/// </summary>
internal sealed class PendingAppend
{
    private const int Waiting = 0;
    private const int Claimed = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<IReadOnlyList<StorageAppendResult>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken cancellationToken;
    private readonly long queuedAt = Stopwatch.GetTimestamp();
    private readonly CancellationTokenRegistration registration;
    private int state = Waiting;

    internal PendingAppend(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        Appends = appends;
        Events = appends.Sum(append => Math.Max(1, append.Events.Count));
        Bytes = appends.Sum(append => append.Events.Sum(each => (long)each.Data.Length + each.Metadata.Length));
        this.cancellationToken = cancellationToken;
        QueueTelemetry.Queued(appends.Count);
        registration = cancellationToken.UnsafeRegister(static pending => ((PendingAppend)pending!).Cancel(), this);
    }

    internal IReadOnlyList<StorageAppend> Appends { get; }

    /// <summary>How many events it writes; an append without events counts as one.</summary>
    internal int Events { get; }

    /// <summary>How much it writes.</summary>
    internal long Bytes { get; }

    /// <summary>How long its caller has waited.</summary>
    internal TimeSpan Waited => Stopwatch.GetElapsedTime(queuedAt);

    /// <summary>True where its caller has given up, or would if it could: a claimed append can still be ended while nothing of it is written.</summary>
    internal bool IsGivenUp => Volatile.Read(ref state) == Cancelled || cancellationToken.IsCancellationRequested;

    internal Task<IReadOnlyList<StorageAppendResult>> Answer => answer.Task;

    /// <summary>True where the writer may go on with it; from then on its caller can no longer cancel it.</summary>
    internal bool TryClaim()
    {
        var claimed = TryLeaveQueue(Claimed);
        registration.Unregister();
        return claimed;
    }

    internal void Complete(IReadOnlyList<StorageAppendResult> results) => answer.SetResult(results);

    /// <summary>Ends a claimed append whose caller has given up, and of which nothing is written.</summary>
    internal void GiveUp() => answer.SetCanceled(cancellationToken);

    internal void Fail(Exception failure) => answer.SetException(failure);

    /// <summary>Gives up an append that never got into the queue.</summary>
    internal void Abandon()
    {
        if (TryClaim())
        {
            answer.SetCanceled(CancellationToken.None);
        }
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
            QueueTelemetry.Left(Appends.Count);
        }

        return left;
    }
}
