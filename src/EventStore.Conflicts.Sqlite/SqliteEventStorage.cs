using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// A storage engine in one SQLite file, in the host's own process. One store has a file open for writing at a time, in this process or any other; other
/// processes can read it. Safe for many threads.
/// </summary>
/// <remarks>
/// <para>
/// Callers who append at the same time queue for one writer thread and share a commit. A caller who finds nobody before him commits on his own thread, which blocks meanwhile, unless it
/// has a <see cref="SynchronizationContext"/>. Reads run on the caller's thread, on connections of their own, in pages; no transaction is held between pages.
/// </para>
/// <para>
/// The file, its <c>-wal</c>, its <c>-shm</c> and its <c>-lease</c> belong together: delete, move or replace none of them while a store is open. On Linux a file that is
/// gone or has a second name (a hard link) is noticed and refused; on other systems it is not. SQLite before 3.51.3 has known bugs, see
/// <see cref="SqliteVersion"/>.
/// </para>
/// <para>Disposal writes what was accepted before it, then closes every handle: afterwards the file can be moved or deleted.</para>
/// </remarks>
public sealed partial class SqliteEventStorage : IEventStorage
{
    private readonly string path;
    private readonly FileLease? lease;
    private readonly AppendWriter? writer;
    private readonly ReaderPool readers;
    private readonly Lock disposal = new();
    private Task? disposed;

    private SqliteEventStorage(string path, SqliteOptions options, FileLease? lease, AppendWriter? writer)
    {
        this.path = path;
        this.lease = lease;
        this.writer = writer;
        readers = new ReaderPool(path, options.MaxReaders);
    }

    /// <summary>
    /// The version of the SQLite library in this process. Before 3.51.3 it has known bugs; a host lifts it by referencing a newer native package.
    /// </summary>
    public static Version SqliteVersion
    {
        get
        {
            SQLitePCL.Batteries_V2.Init();
            return Version.Parse(SQLitePCL.raw.sqlite3_libversion().utf8_to_string());
        }
    }

    /// <summary>Opens a store; creates file and schema where there is none, upgrades an older schema, and checks it.</summary>
    /// <param name="path">A plain path, relative or absolute. Its folder must exist.</param>
    /// <param name="options">How it works; the defaults where not given.</param>
    /// <param name="timeProvider">Gives the events their timestamps; the system's clock where not given.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, a URI, or something else that is no path of a file.</exception>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds.</exception>
    /// <exception cref="EventStoreInUseException">Another store has it open for writing.</exception>
    /// <exception cref="EventStoreUnusableException">
    /// It is no database, another application's, of a newer schema, incomplete, or cannot be written. It was left as it is.
    /// </exception>
    /// <exception cref="EventStoreUnavailableException">It is locked by somebody else, or there is no space.</exception>
    public static SqliteEventStorage Open(string path, SqliteOptions? options = null, TimeProvider? timeProvider = null)
    {
        var file = DatabasePath.Check(path);
        var valid = (options ?? new SqliteOptions()).Validated();
        DatabaseFile.CheckPlace(file);
        try
        {
            return valid.ReadOnly ? OpenForReading(file, valid) : OpenForWriting(file, valid, timeProvider ?? TimeProvider.System);
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.TranslateOpening(failure, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EventStoreUnusableException($"'{file}' cannot be opened: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store was opened for reading only.</exception>
    public Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        return Writer().AppendAsync(append, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>All of them share one transaction.</remarks>
    /// <exception cref="InvalidOperationException">The store was opened for reading only.</exception>
    public Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        return Writer().AppendAsync(appends, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeOnceAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DisposeOnceAsync().ConfigureAwait(false);

    private static SqliteEventStorage OpenForReading(string path, SqliteOptions options)
    {
        if (!File.Exists(path))
        {
            throw new EventStoreUnusableException($"'{path}' does not exist, so it cannot be opened for reading only.");
        }

        using (var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadOnly))
        {
            SchemaGuard.CheckForReading(connection, path);
        }

        return new SqliteEventStorage(path, options, lease: null, writer: null);
    }

    private static SqliteEventStorage OpenForWriting(string path, SqliteOptions options, TimeProvider timeProvider)
    {
        var taken = FileLease.Take(path);
        AppendWriter? started = null;
        try
        {
            DatabaseFile.CreateIfMissing(path);
            started = new AppendWriter(path, options, OpenSession(path, options, timeProvider), () => OpenSession(path, options, timeProvider));
            started.Start();
            return new SqliteEventStorage(path, options, taken, started);
        }
        catch
        {
            started?.Dispose();
            taken.Dispose();
            throw;
        }
    }

    private static AppendSession OpenSession(string path, SqliteOptions options, TimeProvider timeProvider)
    {
        var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            SqliteConnections.ConfigureForWriting(connection, options);
            SchemaGuard.Prepare(connection, path);
            return new AppendSession(connection, timeProvider);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private AppendWriter Writer()
    {
        ObjectDisposedException.ThrowIf(disposed is not null, this);
        return writer ?? throw new InvalidOperationException($"'{path}' was opened for reading only (SqliteOptions.ReadOnly).");
    }

    private Task DisposeOnceAsync()
    {
        lock (disposal)
        {
            return disposed ??= CloseAsync();
        }
    }

    /// <summary>
    /// What was accepted is written while reports on refusals can still be read; then the readers close, then the writer's connection, because the last one to
    /// close removes the log, and only the writer may. The lease goes last: whoever gets it finds nobody else on the file.
    /// </summary>
    private async Task CloseAsync()
    {
        try
        {
            await (writer?.DrainAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            await readers.DisposeAsync().ConfigureAwait(false);
            writer?.Dispose();
        }
        finally
        {
            lease?.Dispose();
        }
    }
}
