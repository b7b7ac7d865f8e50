using System.Threading.Channels;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The one writer of a store: a thread of its own with a bounded queue. Callers that wait at the same time share a transaction, and so the cost of its
/// commit. The driver's calls block, so the thread is where asynchronous callers and SQLite meet.
/// </summary>
/// <remarks>
/// <code>
/// caller A ──┐                   ┌─ judge A, insert A ─┐
/// caller B ──┼─► queue ─► BEGIN ─┼─ judge B, insert B ─┼─ COMMIT ─► answers for A, B, C
/// caller C ──┘                   └─ judge C: refused ──┘
/// </code>
/// No answer leaves before the commit: C may have been refused because of what A inserted, and if the commit fails, A never happened.
/// </remarks>
internal sealed partial class AppendWriter : IDisposable
{
    // What a commit writes it holds in memory until then.
    private const long MaxBytesPerCommit = 16 << 20;

    // Milliseconds between two looks at a lock that somebody else holds.
    private const int MaxPause = 50;

    private static readonly QueueTelemetry Telemetry = new("sqlite");

    private readonly Channel<PendingAppend> queue;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<AppendSession> openSession;
    private readonly SqliteOptions options;
    private readonly string path;
    private readonly OpenedFile file;

    // Whoever holds it uses the session: the thread, or a caller.
    private readonly Lock turn = new();
    private AppendSession? session;
    private volatile bool closed;
    private volatile bool isShared;

    /// <summary>Takes over <paramref name="session"/>. If its connection has to be given up, <paramref name="openSession"/> gives another.</summary>
    internal AppendWriter(string path, SqliteOptions options, AppendSession session, Func<AppendSession> openSession)
    {
        this.path = path;
        this.options = options;
        this.session = session;
        this.openSession = openSession;
        file = new OpenedFile(path);
        queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.MaxQueuedAppends) { SingleReader = true });
    }

    /// <summary>Starts the thread. Without it, only <see cref="Dispose"/> may follow.</summary>
    internal void Start() => new Thread(Run) { IsBackground = true, Name = $"event store writer: {Path.GetFileName(path)}" }.Start();

    internal Task<IReadOnlyList<StorageAppendResult>> AppendAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        var pending = new PendingAppend(appends, Telemetry, cancellationToken);
        return queue.Writer.TryWrite(pending) ? pending.Answer : WaitForPlaceAsync(pending, cancellationToken);
    }

    private async Task<IReadOnlyList<StorageAppendResult>> WaitForPlaceAsync(PendingAppend pending, CancellationToken cancellationToken)
    {
        try
        {
            await queue.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception notQueued)
        {
            pending.Abandon();
            ObjectDisposedException.ThrowIf(notQueued is ChannelClosedException, typeof(SqliteEventStorage));
            throw;
        }

        return await pending.Answer.ConfigureAwait(false);
    }

    /// <summary>Lets nobody in any more, and completes when everything that was let in has its answer.</summary>
    internal Task DrainAsync()
    {
        closed = true;
        queue.Writer.TryComplete();
        return drained.Task;
    }

    /// <summary>Closes the connection. Only once it is drained.</summary>
    public void Dispose() => session?.Dispose();

    private void Run()
    {
        try
        {
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (queue.Reader.TryPeek(out var oldest))
                {
                    lock (turn)
                    {
                        Serve(oldest);
                    }
                }
            }
        }
        finally
        {
            // A caller may still be at it; none comes after him.
            lock (turn)
            {
                drained.SetResult();
            }
        }
    }

    /// <summary>Takes the lock before the appends, so that whoever waits for it can still give up.</summary>
    private void Serve(PendingAppend oldest)
    {
        if (Begin(oldest) is not { } failure)
        {
            Flush(Gather());
            return;
        }

        _ = queue.Reader.TryRead(out _);
        if (oldest.TryClaim())
        {
            FailToBegin(oldest, failure);
        }
    }

    /// <summary>Begins a transaction, waiting for somebody else's lock as long as <paramref name="waiting"/> may. What it failed with, or null.</summary>
    private Exception? Begin(PendingAppend waiting)
    {
        try
        {
            session ??= openSession();
            for (var pause = 1; !session.TryBegin(); pause = Math.Min(pause * 2, MaxPause))
            {
                if (waiting.IsGivenUp || waiting.Waited > options.BusyTimeout)
                {
                    return new EventStoreUnavailableException(
                        $"Not now: '{path}' is locked by somebody else, and this append has waited as long as it may (BusyTimeout, {options.BusyTimeout}); nothing was written.");
                }

                Thread.Sleep(pause);
            }

            return null;
        }
        catch (Exception failure)
        {
            GiveUp();
            return failure;
        }
    }

    /// <summary>Everything that waits already, up to the bounds of a commit; nobody is waited for.</summary>
    private List<PendingAppend> Gather()
    {
        var flush = new List<PendingAppend>();
        var events = 0;
        long bytes = 0;
        while (queue.Reader.TryPeek(out var next))
        {
            events += next.Events;
            bytes += next.Bytes;
            if (flush.Count > 0 && (events > options.MaxEventsPerCommit || bytes > MaxBytesPerCommit))
            {
                break;
            }

            _ = queue.Reader.TryRead(out _);
            if (next.TryClaim())
            {
                flush.Add(next);
            }
        }

        return flush;
    }
}
