using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.Torture.Engines;
using Npgsql;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>The process that <see cref="KilledWriter"/> starts: all writers of a history, and no end.</summary>
internal static class WritingProcess
{
    /// <summary>The command with which it is started; the seed follows.</summary>
    internal const string Command = "write";

    /// <summary>The environment variable that holds the connection string. Everybody can see a command line, and there is a password in it.</summary>
    internal const string Variable = "EVENTSTORE_TORTURE";

    internal static async Task RunAsync(int seed)
    {
        var plot = Plot.Draw(seed);
        await using var dataSource = NpgsqlDataSource.Create(
            Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException("This command is for the processes that a day starts."));
        await using var storage = PostgreSqlEventStorage.Open(dataSource);
        var recorder = new Recorder(plot.OpenOn(storage), plot, Faults.NotExpected, new Journal(Console.Out));
        var (scene, schedule) = (new Scene(plot.Streams, plot.Writers), new ThreadSchedule());
        await schedule.RunAsync(Enumerable.Range(1, plot.Writers)
            .Select<int, Func<Task>>(number => () => new Writer(recorder, scene, schedule, Plot.RandomOf(seed, number), number).RunAsync(int.MaxValue)));
    }
}
