using System.CommandLine;
using EventStore.Conflicts;
using EventStore.Conflicts.PostgreSql.Load;
using EventStore.Conflicts.PostgreSql.Load.Following;
using EventStore.Conflicts.PostgreSql.Load.Writing;
using Npgsql;

var processes = new Option<int>("--processes") { Description = "How many processes write.", DefaultValueFactory = _ => 4 };
var writers = new Option<int>("--writers") { Description = "How many writers each of them has.", DefaultValueFactory = _ => 8 };
var crossing = new Option<double>("--crossing")
{
    Description = "How often a writer sends to the same streams as the others, and the same event ids, in whichever order; from 0 to 1.",
    DefaultValueFactory = _ => 0.05,
};
var minutes = new Option<double>("--minutes") { Description = "For how long.", DefaultValueFactory = _ => 1 };
var postgres = new Option<string>("--postgres") { Description = "The database, as a connection string; without it a server is started.", HelpName = "CONNECTION" };
var follow = new Command("follow", "Writes to a few hundred streams while a reader follows the whole store and sessions are ended, and checks what became of it.")
{
    processes, writers, crossing, minutes, postgres,
};
follow.SetAction((arguments, cancellationToken) => RunAsync(() => FollowCommand.RunAsync(
    arguments.GetValue(postgres), Options(arguments), TimeSpan.FromMinutes(arguments.GetValue(minutes)), cancellationToken)));

// The processes of a run are started with these.
var (name, count, share, log) = (new Argument<string>("name"), new Argument<int>("writers"), new Argument<double>("crossing"), new Argument<string>("log"));
var write = new Command("write") { name, count, share, log };
write.Hidden = true;
write.SetAction(arguments => WriterProcess.RunAsync(
    arguments.GetRequiredValue(name), arguments.GetValue(count), arguments.GetValue(share), arguments.GetRequiredValue(log)));
var read = new Command("read") { log };
read.Hidden = true;
read.SetAction(arguments => FollowerProcess.RunAsync(arguments.GetRequiredValue(log)));

var all = new RootCommand("Puts the PostgreSQL engine under load from many processes, and checks what became of it.") { follow, write, read };
return await all.Parse(args).InvokeAsync();

LoadOptions Options(ParseResult arguments) => new(arguments.GetValue(processes), arguments.GetValue(writers), arguments.GetValue(crossing));

static async Task<int> RunAsync(Func<Task<int>> run)
{
    try
    {
        return await run();
    }
    catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or NpgsqlException or EventStoreException or OperationCanceledException)
    {
        await Console.Error.WriteLineAsync($"error: {problem.Message}");
        return 2;
    }
}
