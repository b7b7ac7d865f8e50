using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>Many processes write and one follows, while the primary is killed and its synchronous standby promoted. They go on by themselves.</summary>
internal static class FailoverCommand
{
    /// <summary>Runs some of them; 0 where nothing was wrong in any, and otherwise 1.</summary>
    /// <param name="rounds">How many, each with two new servers.</param>
    /// <param name="options">How much load.</param>
    /// <param name="phase">For how long there is load before the kill, and again after the promotion.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<int> RunAsync(int rounds, LoadOptions options, TimeSpan phase, CancellationToken cancellationToken)
    {
        var worst = 0;
        for (var round = 1; round <= rounds; round++)
        {
            worst = Math.Max(worst, (await RunAsync(options, phase, cancellationToken)).Print($"failover {round} of {rounds}"));
        }

        return worst;
    }

    private static async Task<LoadResult> RunAsync(LoadOptions options, TimeSpan phase, CancellationToken cancellationToken)
    {
        using var primary = PostgreSqlServer.TryStart() ?? throw new InvalidOperationException(PostgreSqlServer.Missing);
        using var standby = primary.StartStandby(synchronous: true);
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString) { Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}" };
        both.Remove("Port");
        var target = Target.In(both.ConnectionString);

        using var run = await LoadRun.StartAsync(target, options);
        await Task.Delay(phase, cancellationToken);
        primary.Kill();
        standby.Promote();
        await Task.Delay(phase, cancellationToken);
        return await run.EndAsync(target with { ConnectionString = standby.ConnectionString });
    }
}
