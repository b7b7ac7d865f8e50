using System.CommandLine;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Disks;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;
using Npgsql;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>
/// Writes to a SQLite file, or to PostgreSQL where none is given, for ever, and tells on its output what it does, until somebody kills it or it has come to a step where it
/// does so itself. Not for people.
/// </summary>
internal static class VictimCommand
{
    internal const string Name = "write";

    /// <summary>The environment variable that holds the connection string. Everybody can see a command line, and there is a password in it.</summary>
    internal const string Variable = "EVENTSTORE_TORTURE";

    internal static Command Make()
    {
        var seed = new Argument<int>("seed");
        var (file, step, nth) = (new Option<string?>("--file"), new Option<KillStep?>("--step"), new Option<int>("--nth"));
        var command = new Command(Name, "Writes until it is killed.") { seed, file, step, nth };
        command.Hidden = true;
        command.SetAction(arguments => arguments.GetValue(file) is { } given
            ? WriteToFileAsync(given, arguments.GetValue(seed), arguments.GetValue(step) is { } where ? new SelfKill(where, arguments.GetValue(nth)) : null)
            : WriteToServerAsync(arguments.GetValue(seed)));
        return command;
    }

    private static async Task WriteToFileAsync(string file, int seed, SelfKill? kill)
    {
        if (kill is not null)
        {
            _ = FaultyDisk.Use(Path.GetDirectoryName(file)!, kill);
            SqliteStatements.Listen(kill.Hear);
        }

        await using var engine = SqliteEventStorage.Open(file);
        await using IEventStorage storage = kill is null ? engine : new KilledBeforeReply(engine, kill);
        await WriteAsync(storage, seed);
    }

    private static async Task WriteToServerAsync(int seed)
    {
        await using var dataSource = NpgsqlDataSource.Create(
            Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException("This command is for the processes that a day starts."));
        await using var storage = PostgreSqlEventStorage.Open(dataSource);
        await WriteAsync(storage, seed);
    }

    private static async Task WriteAsync(IEventStorage storage, int seed)
    {
        await using var output = Console.OpenStandardOutput();
        var plot = Plot.Draw(seed);
        var recorder = new Recorder(plot.OpenOn(storage), plot, journal: new Journal(output));
        var (scene, schedule) = (new Scene(plot.Streams, plot.Writers), new ThreadSchedule());
        await schedule.RunAsync(plot.WritersOf(recorder, scene, schedule, int.MaxValue));
    }
}
