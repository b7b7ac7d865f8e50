using EventStore.Conflicts.Histories;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Torture.Workload;
using Npgsql;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>
/// All processes of a primary are killed under load and its synchronous standby is promoted; the same store goes on, because its connection string names both. The seed says
/// after how many calls, and whether the store retries or its callers send again what is unknown; which calls are under way then, threads decide.
/// </summary>
internal static class FailoverDay
{
    private const string Name = "failover";

    private const int Calls = 1_000;

    internal static Day Day { get; } = new(
        Name, "Kills a primary under load and promotes its synchronous standby in each cycle; the same store goes on.", ["postgresql"], Cycles: 20, RunAsync);

    private static Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken) =>
        new HistoryLoop(Name, name, options).RunAsync(atOnce: 1, (seed, _) => MakeAsync(seed), cancellationToken);

    private static async Task<(History History, string? Done)> MakeAsync(int seed)
    {
        using var primary = PostgreSqlServer.TryStart() ?? throw new InvalidOperationException(PostgreSqlServer.Missing);
        using var standby = primary.StartStandby(synchronous: true);
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString) { Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}" };
        both.Remove("Port");
        await using var dataSource = new NpgsqlDataSourceBuilder(both.ConnectionString).BuildMultiHost();
        await using var storage = PostgreSqlEventStorage.Open(dataSource);
        var (history, happened) = await DisturbedRun.RunAsync(storage, seed, Calls, GlobalPosition.Start, retried: seed % 2 == 0, () => Task.Run(() =>
        {
            primary.Kill();
            standby.Promote();
        }));
        return (history, happened ? "failovers" : null);
    }
}
