using EventStore.Conflicts.Configuration;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Load.Following;

/// <summary>A process with a follower.</summary>
internal static class FollowerProcess
{
    /// <summary>Follows until the input says how far.</summary>
    /// <param name="log">The file for what it saw.</param>
    internal static async Task RunAsync(string log)
    {
        var (target, problems, end) = (Target.OfThisProcess(), new Problems(), new TaskCompletionSource<GlobalPosition>());
        using var seen = new EventLog(log);
        await using var dataSource = new NpgsqlDataSourceBuilder(target.ConnectionString).BuildMultiHost();
        var storage = PostgreSqlEventStorage.Open(dataSource, new PostgreSqlOptions { Schema = target.Schema });
        await using var store = new EventStoreBuilder().UseStorage(_ => storage).AddRetries().Build();
        var following = Task.Run(() => new Follower(store, seen, problems).RunAsync(async () => (await storage.GetReadBarrierAsync()).Age, end.Task));
        end.SetResult(GlobalPosition.Parse(Worker.ReadLastWord()));
        Worker.Report(new Report<FollowerReport>(await following, problems));
    }
}
