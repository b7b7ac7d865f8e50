using EventStore.Conflicts.Histories;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Kill;

/// <summary>
/// By the seed: the process that writes is killed, a session is ended, a process of the server is killed (so it restarts all others), or all processes of the server are.
/// One server, one store and its connections see all of it. The seed says who is killed after how many calls; which of them are under way then, threads decide.
/// </summary>
internal static class PostgreSqlKills
{
    private const int Kinds = 4;
    private const int Calls = 120;

    internal static async Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken)
    {
        await using var victim = new PostgreSqlVictim(new PostgreSqlServerOptions());
        return await new HistoryLoop(KillDay.Name, name, options).RunAsync(
            atOnce: 1,
            (seed, start) => (seed % Kinds) switch
            {
                0 => KillWriterAsync(victim, Plot.Draw(seed), start, cancellationToken),
                1 => DisturbAsync(victim, seed, start, "sessions ended", victim.EndSessionAsync),
                2 => DisturbAsync(victim, seed, start, "server processes killed", victim.KillSessionAsync),
                _ => DisturbAsync(victim, seed, start, "servers killed", victim.KillAsync),
            },
            cancellationToken);
    }

    private static async Task<Cycle> KillWriterAsync(PostgreSqlVictim victim, Plot plot, GlobalPosition start, CancellationToken cancellationToken) =>
        Cycle.Of(await KilledWriter.RunAsync(victim.Storage, victim.ConnectionString, plot, plot.RandomOf(0).Next(Calls), start, cancellationToken), "writing processes killed");

    private static async Task<Cycle> DisturbAsync(PostgreSqlVictim victim, int seed, GlobalPosition start, string what, Func<Task> kill)
    {
        var (history, happened) = await DisturbedRun.RunAsync(victim.Storage, seed, Calls, start, retried: seed / Kinds % 2 == 0, kill);
        return Cycle.Of(history, happened ? what : null);
    }
}
