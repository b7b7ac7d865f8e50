using EventStore.Conflicts.Histories;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;
using Npgsql;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>
/// The line to the server breaks around a commit. By the seed the request is lost, or the answer, or half of it, after how many appends, and whether the store retries or
/// its callers send again what is unknown; threads decide who shares the commit.
/// </summary>
internal static class CutDay
{
    private const string Name = "cut";

    private const int Calls = 60;

    private static readonly (LineCut Cut, string Done)[] Kinds =
        [(LineCut.Request, "requests lost"), (LineCut.Answer, "answers lost"), (LineCut.HalfAnswer, "answers lost half-way")];

    internal static Day Day { get; } = new(
        Name, "Cuts the line to the server around a commit in each cycle: the request is lost, the answer, or half of it.", ["postgresql"], Cycles: 2_000, RunAsync);

    private static async Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken)
    {
        using var server = PostgreSqlServer.TryStart(new PostgreSqlServerOptions { Fsync = false }) ?? throw new InvalidOperationException(PostgreSqlServer.Missing);
        await using var line = new BreakableLine(server.Port);
        await using var beside = NpgsqlDataSource.Create(server.ConnectionString);
        await using var through = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = line.Port }.ConnectionString);
        await using var storage = new ReadsBeside(PostgreSqlEventStorage.Open(through), PostgreSqlEventStorage.Open(beside));
        return await new HistoryLoop(Name, name, options).RunAsync(atOnce: 1, MakeAsync, cancellationToken);

        async Task<Cycle> MakeAsync(int seed, GlobalPosition start)
        {
            var (cut, done) = Kinds[seed % Kinds.Length];
            var (history, _) = await DisturbedRun.RunAsync(storage, seed, Calls, start, retried: seed / Kinds.Length % 2 == 0, () =>
            {
                line.CutNextExecution(cut);
                return Task.CompletedTask;
            });
            return Cycle.Of(history, line.TakeBackCut() ? null : done);
        }
    }
}
