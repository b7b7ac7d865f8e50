using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>A primary with a synchronous standby, and a store that several hosts have open, whose connection strings name both servers.</summary>
internal sealed class FailoverEngine : IAsyncDisposable
{
    private readonly PostgreSqlServer primary;
    private readonly PostgreSqlServer standby;
    private readonly List<NpgsqlDataSource> dataSources;
    private readonly List<PostgreSqlEventStorage> stores;

    internal FailoverEngine(int hosts)
    {
        primary = PostgreSqlServer.TryStart() ?? throw new InvalidOperationException(PostgreSqlServer.Missing);
        standby = primary.StartStandby(synchronous: true);
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString) { Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}" };
        both.Remove("Port");
        dataSources = [.. Enumerable.Range(1, hosts).Select(_ => new NpgsqlDataSourceBuilder(both.ConnectionString).BuildMultiHost())];
        stores = [.. dataSources.Select(each => PostgreSqlEventStorage.Open(each))];
        Storage = new SeveralHosts(stores);
    }

    internal IEventStorage Storage { get; }

    /// <summary>Kills all processes of the primary, and makes the standby one.</summary>
    internal Task FailOverAsync() => Task.Run(() =>
    {
        primary.Kill();
        standby.Promote();
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var each in stores.Concat<IAsyncDisposable>(dataSources))
        {
            await each.DisposeAsync();
        }

        standby.Dispose();
        primary.Dispose();
    }
}
