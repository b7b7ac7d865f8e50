using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>A session of somebody's own on a server. What it began and didn't commit is undone when it is disposed.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private Session(string connectionString) =>
        connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, IncludeErrorDetail = true }.ConnectionString);

    /// <summary>The server's process that runs it.</summary>
    public int ProcessId => connection.ProcessID;

    /// <summary>Opens one, and executes <paramref name="sql"/> in it.</summary>
    public static async Task<Session> OpenAsync(string connectionString, string sql = "select")
    {
        var session = new Session(connectionString);
        try
        {
            await session.connection.OpenAsync(TestContext.Current.CancellationToken);
            await session.ExecuteAsync(sql);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Executes statements.</summary>
    public async Task ExecuteAsync(string sql) => await QueryAsync<object>(sql);

    /// <summary>The first value of the first row.</summary>
    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
