using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>What a server must be, and what it should be set to, looked at once when a store is opened.</summary>
internal static partial class ServerCheck
{
    private const int MinVersion = 15;

    /// <summary>Refuses a server that a store cannot be on.</summary>
    internal static void Refuse(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < MinVersion)
        {
            throw new EventStoreUnusableException($"The server is PostgreSQL {connection.PostgreSqlVersion}; this store needs {MinVersion} or later.");
        }

        var encoding = connection.ExecuteScalar<string>("SHOW server_encoding");
        if (encoding is not "UTF8")
        {
            throw new EventStoreUnusableException($"The encoding of the database is {encoding}; the names of streams need UTF8.");
        }

        if (connection.ExecuteScalar<bool>("SELECT pg_is_in_recovery()"))
        {
            throw new EventStoreUnavailableException("Not now: the server is a standby, and nobody can write to it; connect to the primary.");
        }

        var isolation = connection.ExecuteScalar<string>("SHOW default_transaction_isolation");
        if (isolation is not "read committed")
        {
            throw new EventStoreUnusableException(
                $"default_transaction_isolation is '{isolation}' for this role or database; an append is one statement and needs 'read committed'.");
        }
    }

    /// <summary>Warns, in one line, where the server is set to acknowledge what it may lose.</summary>
    internal static void Warn(NpgsqlConnection connection, ILogger logger)
    {
        var settings = connection.QuerySingle<(string Fsync, string FullPageWrites, string Commit, string Standbys)>(
            """
            SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
                current_setting('synchronous_standby_names')
            """);
        string[] missing =
        [
            .. settings.Fsync is "on" ? Array.Empty<string>() : [$"fsync is {settings.Fsync}: a crash of the machine can destroy the database"],
            .. settings.FullPageWrites is "on" ? Array.Empty<string>() : [$"full_page_writes is {settings.FullPageWrites}: a crash of the machine can damage pages"],
            .. settings.Commit is "on" or "remote_apply" ? Array.Empty<string>() : [$"synchronous_commit is {settings.Commit}: what was acknowledged can be lost"],
            .. settings.Standbys.Length > 0 ? Array.Empty<string>() : ["synchronous_standby_names is empty: the loss of this server loses what no standby has"],
        ];
        if (missing.Length > 0)
        {
            LogWeakSettings(logger, string.Join("; ", missing));
        }
    }

    /// <summary>Warns where the driver resets a session that isn't its own: a pooler may give the rest of what it sends to another one, and an answer is waited for that never comes.</summary>
    internal static void WarnBehindPooler(string connectionString, ILogger logger)
    {
        if (new NpgsqlConnectionStringBuilder(connectionString) is { Pooling: true, NoResetOnClose: false })
        {
            LogResets(logger);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "This server does not promise that no acknowledged append is ever lost: {Settings}.")]
    private static partial void LogWeakSettings(ILogger logger, string settings);

    [LoggerMessage(
        EventId = 2, Level = LogLevel.Warning, Message = "A pooler is in front of this server, and the connection string lacks 'No Reset On Close=true': calls can end in time-outs.")]
    private static partial void LogResets(ILogger logger);
}
