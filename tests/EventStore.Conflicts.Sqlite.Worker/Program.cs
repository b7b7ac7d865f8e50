using EventStore.Conflicts;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;

// hold FILE    opens it for writing, says "ready", and holds it until its input ends
// append FILE  appends event after event to the stream "work", and says the version of each one that was acknowledged, and at the end which one is in doubt
// drop FILE    drops event after event of the stream "work", and says the id of each one that was acknowledged, and at the end which one is in doubt
// execute FILE says the id of a command and executes it on the stream "work", one after the other: between the append and the next line nobody knows how it ended
// read FILE    opens it for reading only, and says how many events the stream "work" holds
// try FILE     opens it for writing and appends one event; says "ok", or which error it got
var (command, file) = (args[0], args[1]);
var stream = new StreamId("work");
NewEvent[] One() => [NewEvent.Raw("worked", "{}"u8.ToArray())];
try
{
    if (command == "drop")
    {
        await DropAsync();
    }

    await using var store = new EventStoreBuilder().UseSqlite(file, options => options.ReadOnly = command == "read").Build();
    switch (command)
    {
        case "hold":
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
            break;
        case "append":
            while (true)
            {
                var events = One();
                try
                {
                    Console.WriteLine((await store.AppendToStreamAsync(stream, ExpectedVersion.Any, events)).Version);
                }
                catch (AppendOutcomeUnknownException)
                {
                    Console.WriteLine($"in doubt {events[0].Id}");
                    throw;
                }
            }

        case "execute":
            var (commands, counted) = (new CommandExecutor(store), new Fold<int>(0, (count, _) => count + 1));
            while (true)
            {
                var id = Guid.CreateVersion7();
                Console.WriteLine(id);
                await commands.ExecuteAsync(stream, counted, _ => One(), new CommandSettings { CommandId = id });
            }

        case "read":
            var count = 0;
            await foreach (var recorded in store.ReadStreamAsync(stream))
            {
                count += recorded.Version == count + 1 ? 1 : throw new InvalidOperationException($"Version {recorded.Version} after {count}.");
            }

            Console.WriteLine(count);
            break;
        case "try":
            await store.AppendToStreamAsync(stream, ExpectedVersion.Any, One());
            Console.WriteLine("ok");
            break;
        default:
            throw new ArgumentException($"'{command}' is no command.");
    }

    return 0;
}
catch (EventStoreException problem)
{
    Console.WriteLine($"{problem.GetType().Name}: {problem.Message}");
    return 1;
}

async Task DropAsync()
{
    await using var storage = SqliteEventStorage.Open(file);
    var first = new EncodedEvent(Guid.CreateVersion7(), "worked", "{}"u8.ToArray(), default);
    await storage.AppendAsync(Stale(first), CancellationToken.None);
    while (true)
    {
        var dropped = first with { Id = Guid.CreateVersion7(), Type = "dropped", IsDropped = true };
        try
        {
            await storage.AppendAsync(Stale(dropped), CancellationToken.None);
            Console.WriteLine(dropped.Id);
        }
        catch (AppendOutcomeUnknownException)
        {
            Console.WriteLine($"in doubt {dropped.Id}");
            throw;
        }
    }
}

StorageAppend Stale(EncodedEvent each) =>
    new() { Stream = stream, Expected = ExpectedVersion.Exactly(0), Condition = AppendCondition.RefuseNothing, Events = [each] };
