using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// A bounded set of reading connections of one store, opened as they are needed. Ours and not the driver's, because the driver's pool keeps the file
/// open after the store is closed.
/// </summary>
internal sealed class ReaderPool(string path, int maxReaders) : IAsyncDisposable
{
    private readonly OpenedFile file = new(path);
    private readonly SemaphoreSlim free = new(maxReaders, maxReaders);
    private readonly ConcurrentStack<ReaderConnection> idle = new();
    private volatile bool closed;

    /// <summary>Runs <paramref name="read"/> on a connection of its own, on the caller's thread: SQLite's reads block, and pretending otherwise would not change it.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    internal async Task<T> ReadAsync<T>(Func<ReaderConnection, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteEventStorage));
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Asked again: it may have been closed while this waited, and nobody would close what is opened now.
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteEventStorage));
            var connection = idle.TryPop(out var kept) ? kept : Open();
            try
            {
                var result = read(connection);
                idle.Push(connection);
                return result;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.Translate(failure, path);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException or DataException)
        {
            // What callers gave was checked before: this is a value of a row, where SQLite keeps any type in any column.
            throw new EventStoreUnusableException($"'{path}' holds what no store wrote, so it is damaged or was changed: {wrong.Message}", wrong);
        }
        finally
        {
            free.Release();
        }
    }

    private ReaderConnection Open()
    {
        // In another file the log of the old one would be read as its own.
        file.RefuseIfGone();
        var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            return new ReaderConnection(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Lets nobody in any more, waits for reads that run, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        closed = true;
        for (var i = 0; i < maxReaders; i++)
        {
            await free.WaitAsync().ConfigureAwait(false);
        }

        while (idle.TryPop(out var connection))
        {
            connection.Dispose();
        }

        // Whoever still waits gets in one after the other, and finds it closed.
        free.Release(maxReaders);
    }
}
