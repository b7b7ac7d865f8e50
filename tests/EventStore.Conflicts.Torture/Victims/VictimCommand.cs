using System.CommandLine;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Faults;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>Writes to a SQLite file for ever and tells on its output what it does, until somebody kills it or it has come to a step where it does so itself. Not for people.</summary>
internal static class VictimCommand
{
    internal const string Name = "victim";

    internal static Command Make()
    {
        var file = new Argument<string>("file");
        var seed = new Argument<int>("seed");
        var step = new Argument<KillStep?>("step") { Arity = ArgumentArity.ZeroOrOne };
        var nth = new Argument<int>("nth") { Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(Name, "Writes until it is killed.") { file, seed, step, nth };
        command.Hidden = true;
        command.SetAction(arguments => WriteAsync(
            arguments.GetRequiredValue(file),
            arguments.GetValue(seed),
            arguments.GetValue(step) is { } where ? new SelfKill(where, arguments.GetValue(nth)) : null));
        return command;
    }

    private static async Task WriteAsync(string file, int seed, SelfKill? kill)
    {
        if (kill is not null)
        {
            _ = FaultyDisk.Use(Path.GetDirectoryName(file)!, kill);
            SqliteStatements.Listen(kill.Hear);
        }

        await using var engine = SqliteEventStorage.Open(file);
        await using IEventStorage storage = kill is null ? engine : new KilledBeforeReply(engine, kill);
        await using var output = Console.OpenStandardOutput();
        var setting = Setting.Draw(seed);
        var recorder = new Recorder(setting.StoreOn(storage), setting.Rules, setting.Streams.ToHashSet(), witness: new Journal(output));
        var scene = new Scene(setting.Streams, setting.Writers);
        var schedule = new ThreadSchedule();
        await schedule.RunAsync(setting.WritersOf(recorder, scene, schedule, int.MaxValue));
    }
}
