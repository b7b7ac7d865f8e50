using System.Data;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>Creates the schema where there is none, and refuses one that this release cannot work with. Leaves it as it is then.</summary>
internal static class SchemaGuard
{
    /// <summary>The version of the schema that this release creates and understands.</summary>
    private const int Version = 1;

    internal static OpenedStore Open(NpgsqlDataSource dataSource, PostgreSqlOptions options, SqlText sql, ILogger logger)
    {
        var schema = options.Schema;
        using var connection = Connections.Open(dataSource);
        ServerCheck.Refuse(connection);
        if (Find(connection, schema, sql) is not { } found)
        {
            Create(connection, schema, sql);
            found = Find(connection, schema, sql) ?? throw new EventStoreUnusableException($"The schema '{schema}' was created and is not there.");
        }

        CheckVersion(found.Version, schema);
        var missing = connection.Query<string>(sql.MissingParts).AsList();
        if (missing.Count > 0)
        {
            throw new EventStoreUnusableException($"The schema '{schema}' is not complete; it lacks {string.Join(", ", missing)}.");
        }

        found = WithEpochOfItsOwn(found, after: 0, connection, schema, sql);
        ServerCheck.Warn(connection, logger);
        var isOwnSession = IsOwnSession(connection);
        if (!isOwnSession)
        {
            ServerCheck.WarnBehindPooler(dataSource.ConnectionString, logger);
        }

        return new OpenedStore(found, new PreparedStatements(options.PrepareStatements ?? isOwnSession));
    }

    /// <summary>
    /// The store as it is now, where the server took over from the one that the store was opened on, or was recovered to a point in time; null where it is another store,
    /// or one that was restored.
    /// </summary>
    internal static StoreRow? FindPromoted(StoreRow opened, NpgsqlDataSource dataSource, string schema, SqlText sql)
    {
        using var connection = Connections.Open(dataSource);
        return Find(connection, schema, sql) is { } now && now.Follows(opened)
            ? WithEpochOfItsOwn(now, opened.Epoch, connection, schema, sql)
            : null;
    }

    /// <summary>A pooler gives its clients numbers of its own.</summary>
    private static bool IsOwnSession(NpgsqlConnection connection) => connection.ExecuteScalar<int>("SELECT pg_backend_pid()") == connection.ProcessID;

    private static StoreRow? Find(NpgsqlConnection connection, string schema, SqlText sql)
    {
        if (IsEmpty(connection, schema))
        {
            return null;
        }

        // Others have a table of that name, too.
        const string HasStore = "SELECT count(*) = 6 FROM pg_attribute WHERE attrelid = to_regclass(@table) AND attname IN ('only_row', 'id', 'version', 'epoch', 'epoch_id', 'timeline')";
        if (!connection.ExecuteScalar<bool>(HasStore, new { table = $"{schema}.store" }))
        {
            throw new EventStoreUnusableException($"The schema '{schema}' holds other things, but no store; choose another name (PostgreSqlOptions.Schema).");
        }

        return connection.QuerySingleOrDefault<StoreRow>(sql.OpenedStore)
            ?? throw new EventStoreUnusableException($"The table 'store' in schema '{schema}' has no row: the store is damaged.");
    }

    /// <summary>True where nothing is in it, or it isn't there at all. An administrator may have made it for a role that may create nothing else.</summary>
    private static bool IsEmpty(NpgsqlConnection connection, string schema, NpgsqlTransaction? transaction = null) => connection.ExecuteScalar<bool>(
        """
        SELECT NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = @schema)
            AND NOT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = @schema)
            AND NOT EXISTS (SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = @schema)
        """,
        new { schema },
        transaction);

    private static void CheckVersion(int version, string schema)
    {
        if (version != Version)
        {
            throw new EventStoreUnusableException(version > Version
                ? $"The store in schema '{schema}' has schema version {version}; this release knows versions up to {Version}. Use the newer release that made it."
                : $"The store in schema '{schema}' has schema version {version}, which no release ever made.");
        }
    }

    /// <summary>
    /// All or nothing, one at a time: however many start at once, one creates it and the others find it. Whether it is still missing is asked in a statement after
    /// the one that waits, and of the table itself: a function such as to_regnamespace goes by what the session remembers since the transaction began.
    /// </summary>
    private static void Create(NpgsqlConnection connection, string schema, SqlText sql)
    {
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        Lock(connection, schema, transaction);
        if (IsEmpty(connection, schema, transaction))
        {
            connection.Execute(sql.Schema, transaction: transaction);
        }

        transaction.Commit();
    }

    /// <summary>The store after its epoch moved, where it had to; behind one that has been seen, which the server may know nothing of.</summary>
    private static StoreRow WithEpochOfItsOwn(StoreRow found, int after, NpgsqlConnection connection, string schema, SqlText sql)
    {
        bool HasToMove(StoreRow row) => row.IsRestored || row.IsPromoted || row.Epoch <= after;
        if (!HasToMove(found))
        {
            return found;
        }

        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        Lock(connection, schema, transaction);
        var now = Read();
        if (HasToMove(now))
        {
            connection.Execute(sql.MoveEpoch, new { epoch = now.Epoch, after }, transaction);
            now = Read();
        }

        transaction.Commit();
        return now;

        StoreRow Read() => connection.QuerySingle<StoreRow>(sql.OpenedStore, transaction: transaction);
    }

    // Of the transaction, not of the session: a pooler may give the session to somebody else.
    private static void Lock(NpgsqlConnection connection, string schema, NpgsqlTransaction transaction) => connection.Execute(
        "SELECT pg_advisory_xact_lock(hashtextextended(@name, 1))", new { name = $"EventStore.Conflicts schema {schema}" }, transaction);
}
