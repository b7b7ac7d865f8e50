using System.CommandLine;
using EventStore.Conflicts;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using ManyHosts;
using Npgsql;

const int Failed = 2;

var postgres = new Option<string>("--postgres") { Description = "The database, as a connection string; without it a temporary server is started.", HelpName = "CONNECTION" };
var story = new RootCommand("Three hosts write to one PostgreSQL database; one of them is killed and started again.") { postgres };
story.SetAction((arguments, cancellationToken) => TellAsync(arguments.GetValue(postgres), cancellationToken));

var schema = new Argument<string>("schema") { Description = "The name of the schema.", DefaultValueFactory = _ => "eventstore" };
var script = new Command("script", "Prints the script that creates the schema of a store, for an administrator to read and run.") { schema };
script.SetAction(arguments => PrintScript(arguments.GetRequiredValue(schema)));
story.Add(script);

// The hosts are started with this.
var name = new Argument<string>("name");
var host = new Command("host") { name };
host.Hidden = true;
host.SetAction(async arguments =>
{
    await using var store = Database.OfThisProcess().OpenStore();
    await new Host(arguments.GetRequiredValue(name), store).RunAsync();
});
story.Add(host);

return await story.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });

static async Task<int> TellAsync(string? connectionString, CancellationToken cancellationToken)
{
    try
    {
        using var database = Database.Open(connectionString);
        if (database is null)
        {
            await Console.Error.WriteLineAsync($"{PostgreSqlServer.Missing}, or give the database of one that runs: --postgres \"Host=…;Username=…;Password=…;Database=…\"");
            return Failed;
        }

        await new Story(database).TellAsync(cancellationToken);
        return 0;
    }
    catch (Exception problem) when (problem is EventStoreException or NpgsqlException or ArgumentException or InvalidOperationException or IOException or OperationCanceledException)
    {
        await Console.Error.WriteLineAsync($"error: {Reason(problem)}");
        return Failed;
    }
}

static int PrintScript(string schema)
{
    try
    {
        Console.WriteLine(PostgreSqlEventStorage.GetSchemaScript(schema));
        return 0;
    }
    catch (ArgumentException problem)
    {
        Console.Error.WriteLine($"error: {Reason(problem)}");
        return Failed;
    }
}

// The name of a method's parameter means nothing to who runs this.
static string Reason(Exception problem) => problem.Message.Split(" (Parameter '")[0];
