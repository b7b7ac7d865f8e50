using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>The prepared statements of an append, as calls.</summary>
internal sealed class AppendStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand findStream;
    private readonly SqliteCommand insertStream;
    private readonly SqliteCommand streamHead;
    private readonly SqliteCommand concurrentEvents;
    private readonly SqliteCommand insertEvent;
    private readonly SqliteCommand insertDroppedEvent;

    internal AppendStatements(SqliteConnection connection)
    {
        this.connection = connection;
        findStream = connection.Prepare(SqlText.FindStream, "$name");
        insertStream = connection.Prepare(SqlText.InsertStream, "$name");
        streamHead = connection.Prepare(SqlText.StreamHead, "$stream_id");
        concurrentEvents = connection.Prepare(SqlText.ConcurrentEvents, "$stream_id", "$seen");
        insertEvent = connection.Prepare(
            SqlText.InsertEvent, "$stream_id", "$version", "$event_id", "$type_id", "$recorded_at", "$decided_at", "$data", "$metadata");
        insertDroppedEvent = connection.Prepare(SqlText.InsertDroppedEvent, "$event_id", "$stream_id", "$version", "$type_id", "$recorded_at");
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

    /// <summary>What was committed after <paramref name="seen"/>, ascending; read as far as it is enumerated.</summary>
    internal IEnumerable<(long Version, long TypeId, long RecordedAt)> EventsAfter(long streamId, long seen)
    {
        concurrentEvents.Set(0, streamId);
        concurrentEvents.Set(1, seen);
        using var reader = concurrentEvents.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
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
        RunInsert(insertEvent);
        return connection.LastInsertedRow();
    }

    /// <summary>Records an event that is in no stream, but would have followed <paramref name="version"/>.</summary>
    internal void InsertDropped(long streamId, long version, Guid id, long typeId, long recordedAt)
    {
        insertDroppedEvent.Set(0, id.ToByteArray(bigEndian: true));
        insertDroppedEvent.Set(1, streamId);
        insertDroppedEvent.Set(2, version);
        insertDroppedEvent.Set(3, typeId);
        insertDroppedEvent.Set(4, recordedAt);
        RunInsert(insertDroppedEvent);
    }

    public void Dispose()
    {
        foreach (var command in new[] { findStream, insertStream, streamHead, concurrentEvents, insertEvent, insertDroppedEvent })
        {
            command.Dispose();
        }
    }

    private static void RunInsert(SqliteCommand insert)
    {
        if (insert.ExecuteNonQuery() != 1)
        {
            throw new EventStoreUnusableException("SQLite accepted an event and did not insert it: something in the database interferes with appends.");
        }
    }
}
