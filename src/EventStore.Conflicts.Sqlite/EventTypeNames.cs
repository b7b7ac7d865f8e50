using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The numbers that event type names are stored as, kept for one connection, up to a bound. Not safe for many threads; neither is the connection.
/// </summary>
internal sealed class EventTypeNames : IDisposable
{
    private const int MaxKept = 10_000;

    private readonly SqliteConnection connection;
    private readonly PreparedStatement findId;
    private readonly PreparedStatement findName;
    private readonly PreparedStatement insert;
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> names = [];

    internal EventTypeNames(SqliteConnection connection)
    {
        this.connection = connection;
        findId = new PreparedStatement(connection, SqlText.FindEventType);
        findName = new PreparedStatement(connection, SqlText.FindEventTypeName);
        insert = new PreparedStatement(connection, SqlText.InsertEventType);
    }

    internal string NameOf(long id)
    {
        if (!names.TryGetValue(id, out var name))
        {
            name = findName.Bind(1, id).Step()
                ? findName.Text(0)
                : throw new EventStoreUnusableException($"Event type {id} has no name: the database is damaged.");
            findName.Reset();
            Keep(id, name);
        }

        return name;
    }

    /// <summary>True where the number of a name is known without looking.</summary>
    internal bool Knows(string name) => ids.ContainsKey(name);

    /// <summary>The number of a name; a new one where it has none. Only in a transaction that writes.</summary>
    internal long IdOf(string name)
    {
        if (!ids.TryGetValue(name, out var id))
        {
            id = findId.Bind(1, name).Step() ? findId.Number(0) : Insert(name);
            findId.Reset();
            Keep(id, name);
        }

        return id;
    }

    /// <summary>Forgets everything: what a rolled-back transaction inserted is not there.</summary>
    internal void Forget()
    {
        ids.Clear();
        names.Clear();
    }

    public void Dispose()
    {
        findId.Dispose();
        findName.Dispose();
        insert.Dispose();
    }

    private long Insert(string name)
    {
        insert.Bind(1, name).Run();
        return connection.LastInsertedRow();
    }

    private void Keep(long id, string name)
    {
        if (names.Count >= MaxKept)
        {
            Forget();
        }

        ids[name] = id;
        names[id] = name;
    }
}
