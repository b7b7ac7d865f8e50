using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>
/// The baseline: the smallest program that writes the same rows as durably (write-ahead log, synchronous=FULL, one transaction per append, prepared
/// statements), and reads them again. It checks no version, knows no rule and serialises nothing.
/// </summary>
internal sealed class RawSqlite : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand read;
    private long version;

    private RawSqlite(SqliteConnection connection)
    {
        this.connection = connection;
        connection.Open();
        Execute("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
        Execute($"INSERT INTO streams (id, name) VALUES (1, '{Stores.Stream}')");
        Execute($"INSERT INTO event_types (id, name) VALUES (1, '{PriceChanged.Name}')");
        insert = Prepare(
            "INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, data) VALUES (1, $version, $id, 1, $now, $data)",
            "$version", "$id", "$now", "$data");
        read = Prepare(
            "SELECT position, version, event_id, type_id, recorded_at, decided_at, data, metadata FROM events WHERE stream_id = 1 ORDER BY version");
    }

    public void Dispose()
    {
        insert.Dispose();
        read.Dispose();
        connection.Dispose();
    }

    /// <summary>Has a store create the file, so that the schema is the same, and opens it without one.</summary>
    internal static RawSqlite Open(string path)
    {
        using (Stores.Sqlite(path))
        {
        }

        return new RawSqlite(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()));
    }

    internal void Append(int events)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        insert.Transaction = transaction;
        for (var i = 0; i < events; i++)
        {
            insert.Parameters[0].Value = ++version;
            insert.Parameters[1].Value = Guid.CreateVersion7().ToByteArray(bigEndian: true);
            insert.Parameters[2].Value = TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond;
            insert.Parameters[3].Value = PriceChanged.Json;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    internal int ReadAll()
    {
        using var rows = read.ExecuteReader();
        var values = new object[rows.FieldCount];
        var count = 0;
        while (rows.Read())
        {
            rows.GetValues(values);
            count++;
        }

        return count;
    }

    private void Execute(string sql)
    {
        using var command = Prepare(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }
}
