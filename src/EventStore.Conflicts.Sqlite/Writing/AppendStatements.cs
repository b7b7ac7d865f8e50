using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>The prepared statements of an append, as calls.</summary>
internal sealed class AppendStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand findEventKey;
    private readonly SqliteCommand findStream;
    private readonly SqliteCommand insertStream;
    private readonly SqliteCommand streamHead;
    private readonly SqliteCommand concurrentEvents;
    private readonly SqliteCommand insertEvent;

    internal AppendStatements(SqliteConnection connection)
    {
        this.connection = connection;
        findEventKey = connection.Prepare(SqlText.FindEventKey, "$event_id");
        findStream = connection.Prepare(SqlText.FindStream, "$name");
        insertStream = connection.Prepare(SqlText.InsertStream, "$name");
        streamHead = connection.Prepare(SqlText.StreamHead, "$stream_id");
        concurrentEvents = connection.Prepare(SqlText.ConcurrentEvents, "$stream_id", "$seen");
        insertEvent = connection.Prepare(
            SqlText.InsertEvent, "$stream_id", "$version", "$event_id", "$type_id", "$recorded_at", "$decided_at", "$data", "$metadata");
    }

    internal (StoredEventKey Key, long Position)? FindEvent(Guid id)
    {
        findEventKey.Set(0, id.ToByteArray(bigEndian: true));
        using var reader = findEventKey.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        return !reader.IsDBNull(0) && !reader.IsDBNull(2)
            ? (new StoredEventKey(new StreamId(reader.GetString(0)), reader.GetInt64(1), id, reader.GetString(2)), reader.GetInt64(3))
            : throw new EventStoreUnusableException($"Event {id} belongs to a stream or type that has no name: the database is damaged.");
    }

    internal long? FindStream(StreamId stream)
    {
        findStream.Set(0, stream.Value);
        return (long?)findStream.ExecuteScalar();
    }

    internal long InsertStream(StreamId stream)
    {
        insertStream.Set(0, stream.Value);
        insertStream.ExecuteNonQuery();
        return connection.LastInsertedRow();
    }

    internal long HeadOf(long streamId)
    {
        streamHead.Set(0, streamId);
        return streamHead.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>Version and type of what was committed after <paramref name="seen"/>, ascending; read as far as it is enumerated.</summary>
    internal IEnumerable<(long Version, long TypeId)> EventsAfter(long streamId, long seen)
    {
        concurrentEvents.Set(0, streamId);
        concurrentEvents.Set(1, seen);
        using var reader = concurrentEvents.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt64(0), reader.GetInt64(1));
        }
    }

    /// <summary>Inserts one event and returns its position.</summary>
    internal long Insert(long streamId, long version, EncodedEvent encoded, long typeId, long recordedAt, long? decidedAt)
    {
        insertEvent.Set(0, streamId);
        insertEvent.Set(1, version);
        insertEvent.Set(2, encoded.Id.ToByteArray(bigEndian: true));
        insertEvent.Set(3, typeId);
        insertEvent.Set(4, recordedAt);
        insertEvent.Set(5, decidedAt);
        insertEvent.Set(6, encoded.Data.ToArray());
        insertEvent.Set(7, encoded.Metadata.IsEmpty ? null : encoded.Metadata.ToArray());
        return insertEvent.ExecuteNonQuery() == 1
            ? connection.LastInsertedRow()
            : throw new EventStoreUnusableException("SQLite accepted an event and did not insert it: something in the database interferes with appends.");
    }

    public void Dispose()
    {
        foreach (var command in new[] { findEventKey, findStream, insertStream, streamHead, concurrentEvents, insertEvent })
        {
            command.Dispose();
        }
    }
}
