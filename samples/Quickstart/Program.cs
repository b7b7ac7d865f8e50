using EventStore.Conflicts;
using EventStore.Conflicts.Configuration;
using Quickstart;

var folder = Directory.CreateTempSubdirectory("quickstart-");
await TwoPeopleAndOneRecordAsync(Path.Combine(folder.FullName, "crm.db"));
folder.Delete(recursive: true);

static async Task TwoPeopleAndOneRecordAsync(string path)
{
    await using var store = new EventStoreBuilder()
        .UseSqlite(path)
        .MapEvents(types => types
            .Map<ClientRegistered>("client-registered")
            .Map<ClientValueUpgraded>("client-value-upgraded")
            .Map<MeetingNoteAdded>("meeting-note-added"))
        .ConfigureConflicts(rules =>
        {
            rules.For<MeetingNoteAdded>().NeverConflicts();
            rules.For<ClientValueUpgraded>().ConflictsWithItself();
        })
        .AddRetries()
        .Build();

    var client = new StreamId("client-42");
    await store.AppendToStreamAsync(client, ExpectedVersion.NoStream, [new NewEvent(new ClientRegistered("Acme"))]);

    // Joe and Harry both have version 1 before them.
    var joe = await store.AppendToStreamAsync(client, ExpectedVersion.Exactly(1), [new NewEvent(new ClientValueUpgraded(From: 100, To: 150))]);
    var harry = await store.AppendToStreamAsync(client, ExpectedVersion.Exactly(1), [new NewEvent(new MeetingNoteAdded("Harry", "They want to grow."))]);

    Story.Begin(path);
    Story.Chapter("Joe raises the client's value while Harry, who also opened version 1, adds a meeting note.");
    Story.Tell("Joe", "raise the value from 100 to 150", joe);
    Story.Tell("Harry", "add a meeting note", harry);

    Story.Chapter("Then both open version 3 and raise the value at the same time.");
    joe = await store.AppendToStreamAsync(client, ExpectedVersion.Exactly(3), [new NewEvent(new ClientValueUpgraded(From: 150, To: 200))]);
    Story.Tell("Joe", "raise the value from 150 to 200", joe);
    try
    {
        await store.AppendToStreamAsync(client, ExpectedVersion.Exactly(3), [new NewEvent(new ClientValueUpgraded(From: 150, To: 180))]);
    }
    catch (StreamConflictException conflict)
    {
        Story.Tell("Harry", "raise the value from 150 to 180", conflict);

        // Harry decides again: he reads what he missed, and raises from there.
        var (version, value) = (conflict.Expected.Seen, 150m);
        await foreach (var missed in store.ReadStreamAsync(client, fromVersion: version + 1))
        {
            version = missed.Version;
            value = missed.Data is ClientValueUpgraded upgraded ? upgraded.To : value;
        }

        harry = await store.AppendToStreamAsync(client, ExpectedVersion.Exactly(version), [new NewEvent(new ClientValueUpgraded(value, value + 30))]);
        Story.Tell("Harry", $"raise the value from {value} to {value + 30}, having read what he missed", harry);
    }

    Story.Chapter("What the store holds:");
    await foreach (var recorded in store.ReadStreamAsync(client))
    {
        Console.WriteLine($"  {recorded.Version}  {recorded.Type,-22} decided at version {recorded.DecidedAt}  {recorded.Data}");
    }
}
