using Npgsql;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>The sessions in a database, for an administrator who has one of his own.</summary>
internal static class PostgreSqlSessions
{
    /// <summary>A session of his own, which nothing else uses.</summary>
    /// <param name="connectionString">How to connect to the server.</param>
    internal static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The server's process of another session: of one that does something, if one does. Waits until there is any.</summary>
    internal static async Task<int> BusyAsync(this NpgsqlConnection administrator)
    {
        await using var busy = new NpgsqlCommand(
            """
            SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            ORDER BY state = 'active' DESC, random() LIMIT 1
            """,
            administrator);
        while (true)
        {
            if (await busy.ExecuteScalarAsync() is int process)
            {
                return process;
            }
        }
    }

    /// <summary>Ends such a session.</summary>
    internal static async Task EndAsync(string connectionString)
    {
        await using var administrator = await OpenAsync(connectionString);
        await using var end = new NpgsqlCommand("SELECT pg_terminate_backend($1)", administrator) { Parameters = { new() { Value = await administrator.BusyAsync() } } };
        await end.ExecuteNonQueryAsync();
    }
}
