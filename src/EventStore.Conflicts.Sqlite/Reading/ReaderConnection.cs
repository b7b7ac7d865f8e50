using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>A connection that only reads, with its prepared statements. It gives whole pages, so nothing is held while their receiver works.</summary>
internal sealed class ReaderConnection : IDisposable
{
    /// <summary>A page holds at most this many events …</summary>
    internal const int PageEvents = 512;

    /// <summary>… and ends once it holds this many bytes.</summary>
    internal const int PageBytes = 4 << 20;

    private readonly EventTypeNames types;
    private readonly SqliteCommand forwards;
    private readonly SqliteCommand backwards;
    private readonly SqliteCommand keys;
    private readonly SqliteCommand all;
    private readonly EventKeys known;

    internal ReaderConnection(SqliteConnection connection)
    {
        Connection = connection;
        types = new EventTypeNames(connection);
        forwards = connection.Prepare(SqlText.ReadStreamForwards, "$name", "$first", "$last", "$count");
        backwards = connection.Prepare(SqlText.ReadStreamBackwards, "$name", "$first", "$last", "$count");
        keys = connection.Prepare(SqlText.ReadStreamKeys, "$name", "$first", "$last", "$count");
        all = connection.Prepare(SqlText.ReadAll, "$after", "$last", "$count");
        known = new EventKeys(connection);
    }

    internal SqliteConnection Connection { get; }

    internal List<StoredEvent> ReadStream(StreamId stream, ReadDirection direction, VersionRange range, long count)
    {
        var command = direction == ReadDirection.Forwards ? forwards : backwards;
        command.Set(0, stream.Value);
        command.Set(1, range.First);
        command.Set(2, range.Last);
        command.Set(3, Math.Min(count, PageEvents));
        return ReadPage(command, stream);
    }

    internal List<EventKey> ReadKeys(StreamId stream, VersionRange range)
    {
        keys.Set(0, stream.Value);
        keys.Set(1, range.First);
        keys.Set(2, range.Last);
        keys.Set(3, PageEvents);
        var page = new List<EventKey>();
        using var reader = keys.ExecuteReader();
        while (reader.Read())
        {
            page.Add(new EventKey(stream, reader.GetInt64(0), ReadId(reader, 1), types.NameOf(reader.GetInt64(2)), Timestamps.FromMicroseconds(reader.GetInt64(3))));
        }

        return page;
    }

    internal List<StoredEvent> ReadAll(long after, long last, long count)
    {
        all.Set(0, after);
        all.Set(1, last);
        all.Set(2, Math.Min(count, PageEvents));
        return ReadPage(all, stream: null);
    }

    internal StoredEvent? FindEvent(Guid id)
    {
        using var find = Connection.Prepare(SqlText.FindEvent, "$event_id");
        find.Set(0, id.ToByteArray(bigEndian: true));
        return ReadPage(find, stream: null).SingleOrDefault();
    }

    /// <summary>What is known by each of many ids, all at one moment.</summary>
    internal EventKey?[] FindKeys(IReadOnlyList<Guid> ids)
    {
        Connection.RunRaw("BEGIN");
        try
        {
            return [.. ids.Select(id => (known.FindEvent(id) ?? known.FindDropped(id))?.Key)];
        }
        finally
        {
            Connection.TryRollback();
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { forwards, backwards, keys, all })
        {
            command.Dispose();
        }

        known.Dispose();
        types.Dispose();
        Connection.Dispose();
    }

    private List<StoredEvent> ReadPage(SqliteCommand command, StreamId? stream)
    {
        var page = new List<StoredEvent>();
        long bytes = 0;
        using var reader = command.ExecuteReader();
        while (bytes < PageBytes && reader.Read())
        {
            var stored = ReadEvent(reader, stream ?? new StreamId(reader.GetString(8)));
            bytes += stored.Data.Length + stored.Metadata.Length;
            page.Add(stored);
        }

        return page;
    }

    private StoredEvent ReadEvent(SqliteDataReader reader, StreamId stream) => new()
    {
        Stream = stream,
        Position = new GlobalPosition(0, 0, reader.GetInt64(0)),
        Version = reader.GetInt64(1),
        Id = ReadId(reader, 2),
        Type = types.NameOf(reader.GetInt64(3)),
        Timestamp = Timestamps.FromMicroseconds(reader.GetInt64(4)),
        DecidedAt = reader.IsDBNull(5) ? null : reader.GetInt64(5),
        Data = reader.GetFieldValue<byte[]>(6),
        Metadata = reader.IsDBNull(7) ? default(ReadOnlyMemory<byte>) : reader.GetFieldValue<byte[]>(7),
    };

    private static Guid ReadId(SqliteDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);
}
