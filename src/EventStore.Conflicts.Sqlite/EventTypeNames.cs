using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The numbers that event type names are stored as, kept for one connection, up to a bound. Not safe for many threads; neither is the connection.
/// </summary>
internal sealed class EventTypeNames : IDisposable
{
    private const int MaxKept = 10_000;

    private readonly SqliteConnection connection;
    private readonly SqliteCommand findId;
    private readonly SqliteCommand findName;
    private readonly SqliteCommand insert;
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> names = [];

    internal EventTypeNames(SqliteConnection connection)
    {
        this.connection = connection;
        findId = connection.Prepare(SqlText.FindEventType, "$name");
        findName = connection.Prepare(SqlText.FindEventTypeName, "$id");
        insert = connection.Prepare(SqlText.InsertEventType, "$name");
    }

    internal string NameOf(long id)
    {
        if (!names.TryGetValue(id, out var name))
        {
            findName.Set(0, id);
            name = (string?)findName.ExecuteScalar()
                ?? throw new EventStoreUnusableException($"Event type {id} has no name: the database is damaged.");
            Keep(id, name);
        }

        return name;
    }

    /// <summary>The number of a name; a new one where it has none. Only in a transaction that writes.</summary>
    internal long IdOf(string name)
    {
        if (!ids.TryGetValue(name, out var id))
        {
            findId.Set(0, name);
            id = (long?)findId.ExecuteScalar() ?? Insert(name);
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
        insert.Set(0, name);
        insert.ExecuteNonQuery();
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
