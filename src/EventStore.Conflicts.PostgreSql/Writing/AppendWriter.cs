using System.Collections.Concurrent;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Sends what waits. Whoever finds a connection free sends at once; whoever doesn't shares the next flush with all others who wait by then.
/// </summary>
/// <remarks>
/// <code>
/// caller A ──► flush [A]        ─► append(…) ─► committed ─► answer for A
/// caller B ──┐
/// caller C ──┼► flush [B, C, D] ─► append(…) ─► committed ─► answers for B, C, D
/// caller D ──┘
/// </code>
/// A flush is one round trip and one transaction. No answer leaves before its commit.
/// </remarks>
internal sealed partial class AppendWriter : IAsyncDisposable
{
    private static readonly QueueTelemetry Telemetry = new("postgresql");

    private readonly NpgsqlDataSource dataSource;
    private readonly PostgreSqlOptions options;
    private readonly SqlText sql;
    private readonly PreparedStatements prepared;
    private readonly EventReader reader;
    private readonly TimeProvider timeProvider;
    private readonly SemaphoreSlim following = new(1);
    private readonly AppendQueue queue;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentBag<AppendConnection> idle = [];
    private volatile KnownStore known;

    internal AppendWriter(NpgsqlDataSource dataSource, PostgreSqlOptions options, SqlText sql, OpenedStore store, EventReader reader, TimeProvider timeProvider)
    {
        this.dataSource = dataSource;
        this.options = options;
        this.sql = sql;
        this.reader = reader;
        this.timeProvider = timeProvider;
        prepared = store.Prepared;
        known = new KnownStore(store.Row, new EventTypeNames(dataSource, sql));
        queue = new AppendQueue(options.MaxEventsPerCommit, options.MaxAppendConnections);
        places = new SemaphoreSlim(options.MaxQueuedAppends);
    }

    internal async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        _ = append.CheckVersion(head: 0); // What makes no sense fails here, and not the flush that it would be in.
        var pending = new PendingAppend([append], Telemetry, cancellationToken);
        try
        {
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            pending.Abandon();
            throw;
        }

        try
        {
            await SendAsync(new QueuedAppend(pending)).ConfigureAwait(false);
            return (await pending.Answer.ConfigureAwait(false))[0];
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Lets nobody in any more, and completes when everything that was let in has its answer.</summary>
    public async ValueTask DisposeAsync()
    {
        await queue.DrainAsync().ConfigureAwait(false);
        await CloseIdleAsync().ConfigureAwait(false);
    }

    /// <summary>Lets an append wait. Who finds a connection free, and nobody else in what is sent, sends it by itself: the answer needn't be handed to another thread.</summary>
    private Task SendAsync(QueuedAppend append)
    {
        bool begins;
        try
        {
            begins = queue.Add(append);
        }
        catch (ObjectDisposedException)
        {
            append.Pending.Abandon();
            throw;
        }

        return begins ? BeginSending(append) : Task.CompletedTask;
    }

    /// <summary>Completes with the answer of <paramref name="own"/> where that is sent alone; at once where it isn't.</summary>
    private Task BeginSending(QueuedAppend? own = null)
    {
        // Whose context it began in is chance: neither a transaction nor an activity of that caller belongs to the others.
        using var alone = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        var flush = Next(sent: null);
        if (own is not null && flush?.Appends is [var only] && only.Append == own)
        {
            return SendAndHandOnAsync(flush);
        }

        _ = SendAllAsync(flush);
        return Task.CompletedTask;
    }

    private async Task SendAndHandOnAsync(Flush flush)
    {
        await SendAsync(flush).ConfigureAwait(false);
        _ = SendAllAsync(Next(flush));
    }

    /// <summary>Sends until nothing waits any more. Never fails: whatever happens is an answer.</summary>
    private async Task SendAllAsync(Flush? flush)
    {
        for (; flush is not null; flush = Next(flush))
        {
            await SendAsync(flush).ConfigureAwait(false);
        }
    }

    private Flush? Next(Flush? sent)
    {
        var flush = queue.Next(sent, out var another);
        if (another)
        {
            _ = BeginSending();
        }

        return flush;
    }
}
