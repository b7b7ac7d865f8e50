using System.Diagnostics;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>A PostgreSQL server with a store, for somebody who kills its processes. What is killed is there again when a method returns.</summary>
internal sealed class PostgreSqlVictim : IAsyncDisposable
{
    private readonly PostgreSqlServer server;
    private readonly NpgsqlDataSource dataSource;

    internal PostgreSqlVictim(PostgreSqlServerOptions options)
    {
        server = PostgreSqlServer.TryStart(options) ?? throw new InvalidOperationException(PostgreSqlServer.Missing);
        dataSource = NpgsqlDataSource.Create(ConnectionString);
        Storage = PostgreSqlEventStorage.Open(dataSource);
    }

    /// <summary>The way to the store for other processes.</summary>
    internal string ConnectionString => server.ConnectionString;

    internal IEventStorage Storage { get; }

    /// <summary>Ends a session of the store, as an administrator does.</summary>
    internal Task EndSessionAsync() => PostgreSqlSessions.EndAsync(ConnectionString);

    /// <summary>Kills the process of a session: the server can't know what it left behind, so it ends all others and recovers.</summary>
    internal async Task KillSessionAsync()
    {
        await using var administrator = await PostgreSqlSessions.OpenAsync(ConnectionString);
        using var process = Process.GetProcessById(await administrator.BusyAsync());
        process.Kill();
        try
        {
            await using var sleep = new NpgsqlCommand("SELECT pg_sleep(60)", administrator) { CommandTimeout = 0 };
            await sleep.ExecuteNonQueryAsync();
            throw new InvalidOperationException("The server went on as if nothing had happened.");
        }
        catch (NpgsqlException)
        {
            // Ended as all others.
        }

        await UntilOpenAsync();
    }

    /// <summary>Kills all processes of the server, and starts it again.</summary>
    internal Task KillAsync() => Task.Run(() =>
    {
        server.Kill();
        server.Start();
    });

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await dataSource.DisposeAsync();
        server.Dispose();
    }

    private async Task UntilOpenAsync()
    {
        for (var waiting = Stopwatch.StartNew(); ;)
        {
            try
            {
                await using var connection = await PostgreSqlSessions.OpenAsync(ConnectionString);
                return;
            }
            catch (NpgsqlException) when (waiting.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }
        }
    }
}
