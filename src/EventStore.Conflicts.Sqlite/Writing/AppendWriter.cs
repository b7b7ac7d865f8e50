using System.Threading.Channels;
using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

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
internal sealed class AppendWriter : IDisposable
{
    // What a commit writes it holds in memory until then.
    private const long MaxBytesPerCommit = 16 << 20;

    private readonly Channel<PendingAppend> queue;
    private readonly List<PendingAppend> flush = [];
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<AppendSession> openSession;
    private readonly SqliteOptions options;
    private readonly string path;
    private AppendSession? session;

    /// <summary>Starts the thread. <paramref name="openSession"/> is called on it again if a connection has to be given up.</summary>
    internal AppendWriter(string path, SqliteOptions options, AppendSession session, Func<AppendSession> openSession)
    {
        this.path = path;
        this.options = options;
        this.session = session;
        this.openSession = openSession;
        queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.MaxQueuedAppends) { SingleReader = true });
        new Thread(Run) { IsBackground = true, Name = $"event store writer: {Path.GetFileName(path)}" }.Start();
    }

    internal async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        var pending = new PendingAppend(append, cancellationToken);
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
                Gather();
                if (flush.Count > 0)
                {
                    Flush();
                    flush.Clear();
                }
            }
        }
        finally
        {
            drained.SetResult();
        }
    }

    /// <summary>Everything that waits already, up to the bounds of a commit; nobody is waited for.</summary>
    private void Gather()
    {
        var events = 0;
        long bytes = 0;
        while (queue.Reader.TryPeek(out var next))
        {
            events += Math.Max(1, next.Append.Events.Count);
            bytes += next.Bytes;
            if (flush.Count > 0 && (events > options.MaxEventsPerCommit || bytes > MaxBytesPerCommit))
            {
                return;
            }

            _ = queue.Reader.TryRead(out _);
            if (next.TryClaim())
            {
                flush.Add(next);
            }
        }
    }

    private void Flush()
    {
        var results = new StorageAppendResult[flush.Count];
        var committing = false;
        try
        {
            session ??= openSession();
            session.Begin(options.BusyTimeout);
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = session.Append(flush[i].Append);
            }

            committing = true;
            session.Commit();
        }
        catch (Exception failure)
        {
            GiveUp();
            var unknown = committing && !(failure is SqliteException known && SqliteErrors.CommitCertainlyFailed(known));
            for (var i = 0; i < results.Length; i++)
            {
                // Whose events are neither inserted nor found has nothing in doubt, but was judged by what may never have happened.
                var inDoubt = unknown && results[i] is { Versions: not null };
                flush[i].Fail(inDoubt ? new AppendOutcomeUnknownException(flush[i].Append.Stream, failure) : NotWritten(failure, committing));
            }

            return;
        }

        for (var i = 0; i < results.Length; i++)
        {
            flush[i].Complete(results[i]);
        }
    }

    private EventStoreException NotWritten(Exception failure, bool committing) => failure switch
    {
        SqliteException when committing => new EventStoreUnavailableException(
            $"Nothing was written: the commit this append was judged in failed on '{path}' ({failure.Message}).", failure),
        SqliteException known => SqliteErrors.Translate(known, path),
        EventStoreUnavailableException => new EventStoreUnavailableException(failure.Message, failure),
        EventStoreUnusableException => new EventStoreUnusableException(failure.Message, failure),
        _ => new EventStoreUnusableException($"The writer of '{path}' failed: {failure.Message}", failure),
    };

    /// <summary>Ends the transaction, or the whole connection where even that fails; the next flush then opens a new one.</summary>
    private void GiveUp()
    {
        if (session is not null && !session.Rollback())
        {
            session.Dispose();
            session = null;
        }
    }
}
