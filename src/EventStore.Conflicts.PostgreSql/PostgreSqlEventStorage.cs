using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// A storage engine in a PostgreSQL database (15 or later), for many hosts that write at once. Safe for many threads.
/// </summary>
/// <remarks>
/// <para>
/// Callers that wait at the same time share a round trip and a commit. Ordering, locking and durability are the server's: an append is one call of a function
/// that takes the locks of its streams, judges, and inserts. Reads of a stream see what is committed; reads of the whole store see what lies before the oldest
/// transaction that still runs, so they never skip an event and never wait for a lock.
/// </para>
/// <para>
/// Connections come from the host's <see cref="NpgsqlDataSource"/>; of several hosts, the primary is used. Nothing is kept in a session, so a pooler in
/// transaction mode may stand between. A transaction around a call is not joined. After a restart or a failover of the server the same store goes on.
/// </para>
/// <para>
/// Disposal writes what was accepted before it, waits for the reads that run, and returns every connection. A data source that the host handed in stays open; once
/// the host has closed it, calls end with <see cref="ObjectDisposedException"/>, as those of a disposed store do.
/// </para>
/// </remarks>
public sealed partial class PostgreSqlEventStorage : IEventStorage
{
    private readonly NpgsqlDataSource dataSource;
    private readonly NpgsqlDataSource? owned;
    private readonly SqlText sql;
    private readonly TimeProvider timeProvider;
    private readonly EventReader reader;
    private readonly AppendWriter writer;
    private readonly BarrierGauge gauge;
    private readonly Calls calls = new();
    private readonly Lock disposal = new();
    private Task? disposed;

    private PostgreSqlEventStorage(NpgsqlDataSource dataSource, bool owns, PostgreSqlOptions options, SqlText sql, OpenedStore store, TimeProvider timeProvider)
    {
        this.dataSource = dataSource;
        this.sql = sql;
        this.timeProvider = timeProvider;
        owned = owns ? dataSource : null;
        reader = new EventReader(dataSource, sql, store.Prepared);
        writer = new AppendWriter(dataSource, options, sql, store, reader, timeProvider);
        gauge = new BarrierGauge(options.Schema, () => GetReadBarrierAsync());
    }

    /// <summary>
    /// Opens a store; creates its schema where there is none and the role may do so, and checks it.
    /// </summary>
    /// <param name="dataSource">The host's own. It stays open when the store is disposed, and must stay open as long as the store is.</param>
    /// <param name="options">How it works; the defaults where not given.</param>
    /// <param name="timeProvider">Gives the events their timestamps; the system's clock where not given.</param>
    /// <param name="loggerFactory">Gets one warning if the server is set to acknowledge what it may lose.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">
    /// An option is out of its bounds, or the pool of the data source is no larger than <see cref="PostgreSqlOptions.MaxAppendConnections"/>.
    /// </exception>
    /// <exception cref="EventStoreUnusableException">
    /// The server is too old or lets nobody in, the role may not create the schema, or the schema is not complete, of a newer release, or somebody else's. It was left
    /// as it is.
    /// </exception>
    /// <exception cref="EventStoreUnavailableException">The server, or its primary, cannot be reached.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="dataSource"/> is disposed.</exception>
    public static PostgreSqlEventStorage Open(
        NpgsqlDataSource dataSource, PostgreSqlOptions? options = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var services = new EngineServices(timeProvider ?? TimeProvider.System, loggerFactory ?? NullLoggerFactory.Instance);
        return Open(dataSource, owns: false, (options ?? new PostgreSqlOptions()).Validated(), services);
    }

    /// <summary>The script that creates the schema, for an administrator to read and run. It says at its top which rights an application needs.</summary>
    /// <param name="schema">The name of the schema; see <see cref="PostgreSqlOptions.Schema"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="schema"/> is not allowed as a name.</exception>
    public static string GetSchemaScript(string schema = "eventstore") => new SqlText(SchemaName.Check(schema)).Schema;

    /// <inheritdoc/>
    public Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        return calls.RunAsync(() => writer.AppendAsync(append, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        return calls.RunAsync(() => writer.AppendInOrderAsync(appends, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeOnceAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DisposeOnceAsync().ConfigureAwait(false);

    internal static PostgreSqlEventStorage Open(NpgsqlDataSource dataSource, bool owns, PostgreSqlOptions options, EngineServices services)
    {
        var statements = new SqlText(options.Schema);
        try
        {
            options.RefuseTooSmall(dataSource);
            var store = SchemaGuard.Open(dataSource, options, statements, services.LoggerFactory.CreateLogger<PostgreSqlEventStorage>());
            return new PostgreSqlEventStorage(dataSource, owns, options, statements, store, services.TimeProvider);
        }
        catch (Exception failure)
        {
            if (owns)
            {
                dataSource.Dispose();
            }

            throw failure is EventStoreException ? failure : PostgreSqlErrors.Translate(failure);
        }
    }

    private Task DisposeOnceAsync()
    {
        lock (disposal)
        {
            return disposed ??= CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        gauge.Dispose();
        var ending = calls.CloseAsync();
        await writer.DisposeAsync().ConfigureAwait(false);
        await ending.ConfigureAwait(false);
        if (owned is not null)
        {
            await owned.DisposeAsync().ConfigureAwait(false);
        }
    }
}
