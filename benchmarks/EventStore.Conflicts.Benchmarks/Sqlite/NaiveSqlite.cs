using Dapper;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>What one writes first: Dapper, and a transaction for each append. Many callers take turns.</summary>
internal sealed class NaiveSqlite : IDisposable
{
    private readonly Lock turn = new();
    private readonly SqliteConnection connection;

    private NaiveSqlite(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
        connection.Execute("INSERT INTO event_types (id, name) VALUES (1, @Type)", new { SampleEvents.Type });
    }

    /// <summary>Has a store create the file, so that the schema is the same, and opens it without one.</summary>
    internal static NaiveSqlite Open(string path)
    {
        using (Stores.Sqlite(path))
        {
        }

        return new NaiveSqlite(path);
    }

    public void Dispose() => connection.Dispose();

    internal void Append(string stream, int events = 1)
    {
        lock (turn)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute("INSERT INTO streams (name) VALUES (@stream) ON CONFLICT DO NOTHING", new { stream }, transaction);
            var id = connection.ExecuteScalar<long>("SELECT id FROM streams WHERE name = @stream", new { stream }, transaction);
            var head = connection.ExecuteScalar<long?>("SELECT MAX(version) FROM events WHERE stream_id = @id", new { id }, transaction) ?? 0;
            for (var i = 1; i <= events; i++)
            {
                connection.Execute(
                    "INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, data, metadata) VALUES (@id, @version, @eventId, 1, 0, @data, @metadata)",
                    new { id, version = head + i, eventId = Guid.CreateVersion7().ToByteArray(bigEndian: true), data = SampleEvents.Data, metadata = SampleEvents.MetadataJson },
                    transaction);
            }

            transaction.Commit();
        }
    }
}
