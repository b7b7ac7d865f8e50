using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>The streams behind their numbers; the last ones of a connection are remembered, at most 8,192. Not safe for many threads; neither is the connection.</summary>
internal sealed class StreamNames(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement find = new(connection, SqlText.FindStreamName);
    private readonly RecentCache<long, StreamId> known = new(4_096);

    internal StreamId NameOf(long id) => known.TryFind(id, out var name) ? name : known.Keep(id, Find(id));

    public void Dispose() => find.Dispose();

    private StreamId Find(long id)
    {
        var name = find.Bind(1, id).Step()
            ? new StreamId(find.Text(0))
            : throw new EventStoreUnusableException($"Stream {id} has no name: the database is damaged.");
        find.Reset();
        return name;
    }
}
