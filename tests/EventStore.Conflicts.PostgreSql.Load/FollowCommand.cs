using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>Many processes write and one follows the whole store, while once a second somebody's session is ended in the server.</summary>
internal static class FollowCommand
{
    private static readonly TimeSpan BetweenFaults = TimeSpan.FromSeconds(1);

    /// <summary>Runs it; 0 where nothing was wrong, and otherwise 1.</summary>
    /// <param name="connectionString">A database; null starts a server.</param>
    /// <param name="options">How much load.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<int> RunAsync(string? connectionString, LoadOptions options, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var server = connectionString is null ? PostgreSqlServer.TryStart() ?? throw new InvalidOperationException(PostgreSqlServer.Missing) : null;
        var database = connectionString ?? server!.ConnectionString;
        var target = Target.In(database);
        await using var administration = NpgsqlDataSource.Create(database);
        await using (await administration.OpenConnectionAsync(cancellationToken))
        {
            // Whatever is wrong with the database is said before anything is started.
        }

        try
        {
            using var run = await LoadRun.StartAsync(target, options);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            over.CancelAfter(duration);
            await EndSessionsAsync(administration, target, over.Token);
            cancellationToken.ThrowIfCancellationRequested();
            return (await run.EndAsync(target)).Print("follow");
        }
        finally
        {
            await using var drop = administration.CreateCommand($"DROP SCHEMA IF EXISTS {target.Schema} CASCADE");
            drop.CommandTimeout = 0;
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>One that is busy, if any is.</summary>
    private static async Task EndSessionsAsync(NpgsqlDataSource administration, Target target, CancellationToken cancellationToken)
    {
        await using var end = administration.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 ORDER BY state = 'active' DESC, random() LIMIT 1");
        end.Parameters.Add(new NpgsqlParameter<string> { TypedValue = target.Schema });
        using var faults = new PeriodicTimer(BetweenFaults);
        try
        {
            while (await faults.WaitForNextTickAsync(cancellationToken))
            {
                await end.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }
}
