using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventStore.Conflicts.Sqlite;

/// <summary>The prepared statements of an append, as calls.</summary>
internal sealed class AppendStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly PreparedStatement findStream;
    private readonly PreparedStatement insertStream;
    private readonly PreparedStatement streamHead;
    private readonly PreparedStatement concurrentEvents;
    private readonly PreparedStatement insertEvent;
    private readonly PreparedStatement insertDroppedEvent;
    private readonly PreparedStatement dataVersion;
    private readonly PreparedStatement mark;
    private readonly PreparedStatement takeBack;
    private readonly PreparedStatement unmark;

    internal AppendStatements(SqliteConnection connection)
    {
        this.connection = connection;
        findStream = new PreparedStatement(connection, SqlText.FindStream);
        insertStream = new PreparedStatement(connection, SqlText.InsertStream);
        streamHead = new PreparedStatement(connection, SqlText.StreamHead);
        concurrentEvents = new PreparedStatement(connection, SqlText.ConcurrentEvents);
        insertEvent = new PreparedStatement(connection, SqlText.InsertEvent);
        insertDroppedEvent = new PreparedStatement(connection, SqlText.InsertDroppedEvent);
        dataVersion = new PreparedStatement(connection, "PRAGMA data_version");
        mark = new PreparedStatement(connection, "SAVEPOINT append");
        takeBack = new PreparedStatement(connection, "ROLLBACK TO append");
        unmark = new PreparedStatement(connection, "RELEASE append");
    }

    /// <summary>A number that changes when somebody else has written to the file.</summary>
    internal long DataVersion() => Value(dataVersion)!.Value;

    /// <summary>Marks where an append begins in its transaction.</summary>
    internal void Mark() => mark.Run();

    /// <summary>What came since the mark stays.</summary>
    internal void Unmark() => unmark.Run();

    /// <summary>What came since the mark never was; the rest of the transaction stays.</summary>
    internal void TakeBack()
    {
        takeBack.Run();
        unmark.Run();
    }

    internal long? FindStream(StreamId stream) => Value(findStream.Bind(1, stream.Value));

    internal long InsertStream(StreamId stream)
    {
        insertStream.Bind(1, stream.Value).Run();
        return connection.LastInsertedRow();
    }

    internal long HeadOf(long streamId) => Value(streamHead.Bind(1, streamId)) ?? 0;

    /// <summary>What was committed after <paramref name="seen"/>, ascending; read as far as it is enumerated.</summary>
    internal IEnumerable<(long Version, long TypeId, long RecordedAt)> EventsAfter(long streamId, long seen)
    {
        concurrentEvents.Bind(1, streamId).Bind(2, seen);
        try
        {
            while (concurrentEvents.Step())
            {
                yield return (concurrentEvents.Number(0), concurrentEvents.Number(1), concurrentEvents.Number(2));
            }
        }
        finally
        {
            concurrentEvents.Reset();
        }
    }

    /// <summary>Inserts one event and returns its position.</summary>
    internal long Insert(long streamId, long version, EncodedEvent encoded, long typeId, long recordedAt, long? decidedAt)
    {
        insertEvent.Bind(1, streamId).Bind(2, version).Bind(3, encoded.Id).Bind(4, typeId).Bind(5, recordedAt).Bind(6, decidedAt).Bind(7, encoded.Data.Span);
        RunInsert(encoded.Metadata.IsEmpty ? insertEvent.BindNull(8) : insertEvent.Bind(8, encoded.Metadata.Span));
        return connection.LastInsertedRow();
    }

    /// <summary>Records an event that is in no stream, but would have followed <paramref name="version"/>.</summary>
    internal void InsertDropped(long streamId, long version, Guid id, long typeId, long recordedAt) =>
        RunInsert(insertDroppedEvent.Bind(1, id).Bind(2, streamId).Bind(3, version).Bind(4, typeId).Bind(5, recordedAt));

    public void Dispose()
    {
        foreach (var statement in new[] { findStream, insertStream, streamHead, concurrentEvents, insertEvent, insertDroppedEvent, dataVersion, mark, takeBack, unmark })
        {
            statement.Dispose();
        }
    }

    private static long? Value(PreparedStatement query)
    {
        long? value = query.Step() && !query.IsNull(0) ? query.Number(0) : null;
        query.Reset();
        return value;
    }

    private void RunInsert(PreparedStatement insert)
    {
        insert.Run();
        if (raw.sqlite3_changes(connection.Handle) != 1)
        {
            throw new EventStoreUnusableException("SQLite accepted an event and did not insert it: something in the database interferes with appends.");
        }
    }
}
