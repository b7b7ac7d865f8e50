using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>What is known by an id. Not safe for many threads; neither is the connection.</summary>
internal sealed class EventKeys : IDisposable
{
    private readonly PreparedStatement findEvent;
    private readonly PreparedStatement findDropped;

    internal EventKeys(SqliteConnection connection)
    {
        findEvent = new PreparedStatement(connection, SqlText.FindEventKey);
        findDropped = new PreparedStatement(connection, SqlText.FindDroppedEventKey);
    }

    /// <summary>The event with an id, and its position.</summary>
    internal (EventKey Key, long? Position)? FindEvent(Guid id) => Find(findEvent, id);

    /// <summary>The dropped event with an id; it has no position.</summary>
    internal (EventKey Key, long? Position)? FindDropped(Guid id) => Find(findDropped, id);

    /// <summary>Dropped events in the order of their ids, from the first one after <paramref name="after"/>.</summary>
    internal static List<EventKey> ReadDropped(SqliteConnection connection, Guid? after, int count)
    {
        using var read = new PreparedStatement(connection, SqlText.ReadDroppedEvents);
        read.Bind(1, after?.ToByteArray(bigEndian: true) ?? []).Bind(2, count);
        var page = new List<EventKey>();
        while (read.Step())
        {
            page.Add(Read(read, read.Id(5)).Key);
        }

        return page;
    }

    public void Dispose()
    {
        findEvent.Dispose();
        findDropped.Dispose();
    }

    private static (EventKey Key, long? Position)? Find(PreparedStatement find, Guid id)
    {
        if (!find.Bind(1, id).Step())
        {
            return null;
        }

        try
        {
            return Read(find, id);
        }
        finally
        {
            find.Reset();
        }
    }

    private static (EventKey Key, long? Position) Read(PreparedStatement row, Guid id)
    {
        if (row.IsNull(0) || row.IsNull(2))
        {
            throw new EventStoreUnusableException($"Event {id} belongs to a stream or type that has no name: the database is damaged.");
        }

        var position = row.IsNull(4) ? (long?)null : row.Number(4);
        var timestamp = Timestamps.FromMicroseconds(row.Number(3));
        return (new EventKey(new StreamId(row.Text(0)), row.Number(1), id, row.Text(2), timestamp, position is null), position);
    }
}
