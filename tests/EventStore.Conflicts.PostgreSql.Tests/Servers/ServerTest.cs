using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>SQL on a server, each time over a connection of its own.</summary>
public abstract class ServerTest
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static Task ExecuteAsync(string connectionString, string sql) => QueryAsync<object>(connectionString, sql);

    protected static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>The processes that work in a folder.</summary>
    protected static IEnumerable<string> ProcessesIn(string folder) => Directory.GetDirectories("/proc")
        .Where(process => new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) is true);
}
