using Dapper;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// Makes sure, at every start, that a database is this library's, has the schema this version knows, and all of it: indexes that are missing would let
/// through what they are there to refuse. Creates and upgrades it in one transaction.
/// </summary>
internal static class SchemaGuard
{
    /// <summary>The newest schema, and the last script <c>Schema/v*.sql</c>.</summary>
    internal const int LatestVersion = 2;

    /// <summary>"ESCo" in the file's header says whose database it is.</summary>
    internal const int ApplicationId = 0x4553436F;

    private static readonly Lazy<IReadOnlyList<SchemaObject>> Expected = new(() =>
    {
        using var model = new SqliteConnection("Data Source=:memory:;Pooling=False");
        model.Open();
        for (var version = 1; version <= LatestVersion; version++)
        {
            model.Execute(SqlText.Schema(version));
        }

        return ObjectsOf(model);
    });

    /// <summary>Checks an existing database and creates or upgrades what is missing. Changes nothing in a database that isn't this library's.</summary>
    internal static void Prepare(SqliteConnection connection, string path)
    {
        var version = CheckIdentity(connection, path);
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        if (!string.Equals(mode, "wal", StringComparison.Ordinal))
        {
            throw new EventStoreUnusableException($"'{path}' cannot be switched to write-ahead logging (it stays in mode '{mode}').");
        }

        if (version < LatestVersion)
        {
            Upgrade(connection, version);
        }

        Verify(connection, path);
    }

    /// <summary>Checks an existing database without changing it.</summary>
    internal static void CheckForReading(SqliteConnection connection, string path)
    {
        var version = CheckIdentity(connection, path);
        if (version < LatestVersion)
        {
            throw new EventStoreUnusableException(
                $"'{path}' has schema version {version} and this library needs {LatestVersion}; open it once for writing to create or upgrade it.");
        }

        Verify(connection, path);
    }

    private static int CheckIdentity(SqliteConnection connection, string path)
    {
        var applicationId = connection.ExecuteScalar<long>("PRAGMA application_id");
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var isEmpty = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master") == 0;
        if (isEmpty && applicationId == 0 && version == 0)
        {
            return 0;
        }

        if (applicationId != ApplicationId)
        {
            throw new EventStoreUnusableException(
                $"'{path}' is a database of another application (application id {applicationId}). It was left as it is; give the store a file of its own.");
        }

        return version is >= 0 and <= LatestVersion
            ? version
            : throw new EventStoreUnusableException(
                $"'{path}' has schema version {version}, not made by this version of the library or an older one, which know 1 to {LatestVersion}; a newer one may have made it. It was left as it is.");
    }

    /// <summary>All or nothing; and the first error is the one that is told, whatever rolling back says.</summary>
    private static void Upgrade(SqliteConnection connection, int from)
    {
        connection.RunRaw("BEGIN IMMEDIATE");
        try
        {
            for (var version = from + 1; version <= LatestVersion; version++)
            {
                connection.Execute(SqlText.Schema(version));
            }

            connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {LatestVersion}");
            connection.RunRaw("COMMIT");
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }

    private static void Verify(SqliteConnection connection, string path)
    {
        var actual = ObjectsOf(connection).ToDictionary(each => each.Name, StringComparer.Ordinal);
        if (connection.Query<string>(SqlText.SchemaTriggers).FirstOrDefault() is { } trigger)
        {
            throw new EventStoreUnusableException(
                $"'{path}' has a trigger, '{trigger}', which could change or drop what is appended unseen. Drop it, and follow the store with ReadAllAsync instead.");
        }

        var wrong = Expected.Value.Where(expected => actual.GetValueOrDefault(expected.Name) != expected).Select(expected => expected.Name).ToArray();
        if (wrong.Length > 0)
        {
            throw new EventStoreUnusableException(
                $"The schema of '{path}' is not what version {LatestVersion} has: missing or changed is {string.Join(", ", wrong)}.");
        }
    }

    private static List<SchemaObject> ObjectsOf(SqliteConnection connection) =>
        connection.Query<SchemaObject>(SqlText.SchemaObjects).AsList();

    private sealed record SchemaObject(string Type, string Name, string Sql);
}
