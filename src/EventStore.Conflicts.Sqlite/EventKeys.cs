using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>What is known by an id. Not safe for many threads; neither is the connection.</summary>
internal sealed class EventKeys : IDisposable
{
    private readonly SqliteCommand findEvent;
    private readonly SqliteCommand findDropped;

    internal EventKeys(SqliteConnection connection)
    {
        findEvent = connection.Prepare(SqlText.FindEventKey, "$event_id");
        findDropped = connection.Prepare(SqlText.FindDroppedEventKey, "$event_id");
    }

    /// <summary>The event with an id, and its position.</summary>
    internal (EventKey Key, long? Position)? FindEvent(Guid id) => Find(findEvent, id);

    /// <summary>The dropped event with an id; it has no position.</summary>
    internal (EventKey Key, long? Position)? FindDropped(Guid id) => Find(findDropped, id);

    /// <summary>Dropped events in the order of their ids, from the first one after <paramref name="after"/>.</summary>
    internal static List<EventKey> ReadDropped(SqliteConnection connection, Guid? after, int count)
    {
        using var read = connection.Prepare(SqlText.ReadDroppedEvents, "$after", "$count");
        read.Set(0, after?.ToByteArray(bigEndian: true) ?? []);
        read.Set(1, count);
        var page = new List<EventKey>();
        using var reader = read.ExecuteReader();
        while (reader.Read())
        {
            page.Add(Read(reader, new Guid(reader.GetFieldValue<byte[]>(5), bigEndian: true)).Key);
        }

        return page;
    }

    public void Dispose()
    {
        findEvent.Dispose();
        findDropped.Dispose();
    }

    private static (EventKey Key, long? Position)? Find(SqliteCommand find, Guid id)
    {
        find.Set(0, id.ToByteArray(bigEndian: true));
        using var reader = find.ExecuteReader();
        return reader.Read() ? Read(reader, id) : null;
    }

    private static (EventKey Key, long? Position) Read(SqliteDataReader reader, Guid id)
    {
        if (reader.IsDBNull(0) || reader.IsDBNull(2))
        {
            throw new EventStoreUnusableException($"Event {id} belongs to a stream or type that has no name: the database is damaged.");
        }

        var position = reader.IsDBNull(4) ? (long?)null : reader.GetInt64(4);
        var timestamp = Timestamps.FromMicroseconds(reader.GetInt64(3));
        return (new EventKey(new StreamId(reader.GetString(0)), reader.GetInt64(1), id, reader.GetString(2), timestamp, position is null), position);
    }
}
