namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>SQL on a server, each time over a connection of its own.</summary>
public abstract class ServerTest
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static Task ExecuteAsync(string connectionString, string sql) => QueryAsync<object>(connectionString, sql);

    protected static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        await using var session = await Session.OpenAsync(connectionString);
        return await session.QueryAsync<T>(sql);
    }

    /// <summary>The processes that work in a folder.</summary>
    protected static IEnumerable<string> ProcessesIn(string folder) => Directory.GetDirectories("/proc")
        .Where(process => new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) is true);
}
