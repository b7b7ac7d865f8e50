using Dapper;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

public sealed partial class SqliteEventStorage
{
    /// <summary>
    /// Copies the store, as it is at one moment, into a new file, while it goes on being read and written. The copy is complete by itself (nothing of it is
    /// in a <c>-wal</c> file), and stands under its name only once it is whole. It takes the place of one reader
    /// (<see cref="SqliteOptions.MaxReaders"/>) meanwhile, as <see cref="CheckIntegrityAsync"/> does.
    /// </summary>
    /// <param name="destination">A plain path of a file that does not exist yet, in a folder that does.</param>
    /// <param name="cancellationToken">Gives up before the copy begins.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is not a path of a file.</exception>
    /// <exception cref="EventStoreUnusableException">There is a file already, or it cannot be written.</exception>
    /// <exception cref="EventStoreUnavailableException">There is no space for it.</exception>
    public Task BackupAsync(string destination, CancellationToken cancellationToken = default)
    {
        var target = DatabasePath.Check(destination);
        DatabaseFile.CheckPlace(target);
        if (File.Exists(target))
        {
            throw new EventStoreUnusableException($"'{target}' exists already; a backup overwrites nothing.");
        }

        DatabaseFile.RefuseLeftovers(target);

        // A long copy belongs on no caller's thread.
        return Task.Run(() => readers.ReadAsync(reader => Backup(reader.Connection, target), cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Checks the whole database: SQLite's own <c>integrity_check</c>, and the promises of the store (versions 1..n in each stream, every name known).
    /// Takes a while; reads and appends go on.
    /// </summary>
    /// <param name="cancellationToken">Gives up before the check begins.</param>
    /// <returns>A sentence for each problem; empty where all is well.</returns>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    /// <exception cref="EventStoreUnavailableException">The file could not be read.</exception>
    public Task<IReadOnlyList<string>> CheckIntegrityAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => readers.ReadAsync<IReadOnlyList<string>>(reader => Problems(reader.Connection), cancellationToken), cancellationToken);

    private static bool Backup(SqliteConnection source, string target)
    {
        var partial = $"{target}-{Guid.NewGuid():N}";
        try
        {
            using (new FileStream(partial, DatabaseFile.Private(FileMode.CreateNew, FileShare.Read)))
            {
                // Created here so that nobody else can read it, whatever the process's defaults are.
            }

            using (var copy = SqliteConnections.Open(partial, SqliteOpenMode.ReadWrite))
            {
                source.BackupDatabase(copy);
            }

            DatabaseFile.RefuseLeftovers(target);
            FileMove.WithoutReplacing(partial, target);
            return true;
        }
        catch (SqliteException failure)
        {
            throw SqliteErrors.Translate(failure, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EventStoreUnusableException($"The backup '{target}' cannot be written: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(partial);
            File.Delete(partial + "-journal");
        }
    }

    private static string[] Problems(SqliteConnection connection)
    {
        try
        {
            // What a damaged file says of its streams means nothing, so the promises are only checked on a sound one.
            var damage = connection.Query<string>("PRAGMA integrity_check").Where(line => line is not "ok").ToArray();
            return damage.Length > 0 ? damage : BrokenPromises(connection);
        }
        catch (SqliteException failure) when (SqliteErrors.IsDamage(failure))
        {
            return [$"The file is damaged so much that it cannot be checked to its end ({failure.Message})."];
        }
    }

    private static string[] BrokenPromises(SqliteConnection connection)
    {
        var streams = connection.Query<(string Name, long First, long Last, long Count)>(SqlText.BrokenStreams)
            .Select(stream => $"Stream '{stream.Name}' holds {stream.Count} events with versions {stream.First} to {stream.Last}.");
        var events = connection.Query<long>(SqlText.EventsWithoutNames)
            .Select(position => $"The event at position {position} belongs to a stream or type that has no name.");
        var dropped = connection.Query<(byte[] Id, long? Position)>(SqlText.BrokenDroppedEvents)
            .Select(each => $"The dropped event {new Guid(each.Id, bigEndian: true)} "
                + (each.Position is { } position ? $"is in a stream all the same, at position {position}." : "belongs to a stream or type that has no name."));
        return [.. streams, .. events, .. dropped];
    }
}
