using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>How a PostgreSQL store works. Checked when it is configured; changing it afterwards has no effect.</summary>
public sealed class PostgreSqlOptions
{
    /// <summary>
    /// The schema that holds the store; each schema of a database is a store of its own. 1 to 48 characters, a to z, 0 to 9 and <c>_</c>, the first a letter;
    /// <c>eventstore</c> by default.
    /// </summary>
    public string Schema { get; set; } = "eventstore";

    /// <summary>
    /// How many connections append at once, and stay open while the store does: 1 to 100; 4 by default. Callers that wait meanwhile share the next round
    /// trip, so more connections do not mean more appends. The pool of the data source (its Maximum Pool Size, 100 by default) must be larger, or the store
    /// isn't opened: the others read.
    /// </summary>
    public int MaxAppendConnections { get; set; } = 4;

    /// <summary>How many appends may wait before further callers wait to be let in: 1 to 1,000,000; 10,000 by default.</summary>
    public int MaxQueuedAppends { get; set; } = 10_000;

    /// <summary>A round trip is not shared by more events than this, except for a single larger append: 1 to 100,000; 1,000 by default.</summary>
    public int MaxEventsPerCommit { get; set; } = 1_000;

    /// <summary>
    /// How long an append waits for a lock that another transaction holds, in the server, before it is given up as unavailable: at least 1 ms, at most an
    /// hour; 5 s by default.
    /// </summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether statements are prepared on the server, which makes them faster and needs a session of one's own. Null, the default: the store looks whether
    /// there is a pooler between it and the server, and prepares only where there is none.
    /// </summary>
    public bool? PrepareStatements { get; set; }

    /// <summary>A copy that later changes don't reach, or an error that names the first value that is out of its bounds.</summary>
    internal PostgreSqlOptions Validated()
    {
        if (SchemaName.Problem(Schema) is { } problem)
        {
            throw new EventStoreConfigurationException($"PostgreSqlOptions.Schema is '{Schema}': {problem}.");
        }

        Refuse(MaxAppendConnections is < 1 or > 100, nameof(MaxAppendConnections), MaxAppendConnections, "from 1 to 100");
        Refuse(MaxQueuedAppends is < 1 or > 1_000_000, nameof(MaxQueuedAppends), MaxQueuedAppends, "from 1 to 1,000,000");
        Refuse(MaxEventsPerCommit is < 1 or > 100_000, nameof(MaxEventsPerCommit), MaxEventsPerCommit, "from 1 to 100,000");
        Refuse(LockTimeout < TimeSpan.FromMilliseconds(1) || LockTimeout > TimeSpan.FromHours(1), nameof(LockTimeout), LockTimeout, "from 1 ms to an hour");
        return (PostgreSqlOptions)MemberwiseClone();
    }

    /// <summary>An error where the pool of a data source has no connection left to read with, once all that append are open.</summary>
    internal void RefuseTooSmall(NpgsqlDataSource dataSource)
    {
        var pool = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        if (pool.Pooling && pool.MaxPoolSize <= MaxAppendConnections)
        {
            throw new EventStoreConfigurationException(
                $"PostgreSqlOptions.MaxAppendConnections is {MaxAppendConnections}, and the data source has a Maximum Pool Size of {pool.MaxPoolSize}: nothing would be left to read with.");
        }
    }

    private static void Refuse(bool wrong, string name, object value, string bound)
    {
        if (wrong)
        {
            throw new EventStoreConfigurationException($"PostgreSqlOptions.{name} is {value}; it must be {bound}.");
        }
    }
}
