// An outsider's program: it knows the packages and nothing else of the repository. Its exit code says whether they work.
using EventStore.Conflicts;
using EventStore.Conflicts.AspNetCore;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Testing;
using Microsoft.AspNetCore.Http;

await using var store = new EventStoreBuilder()
    .UseSqlite(args[0])
    .MapEvents(types => types
        .Map<ClientValueUpgraded>("client-value-upgraded")
        .Map<MeetingNoteAdded>("meeting-note-added"))
    .ConfigureConflicts(rules =>
    {
        rules.For<ClientValueUpgraded>().ConflictsWithItself();
        rules.For<MeetingNoteAdded>().NeverConflicts();
    })
    .AddRetries()
    .Build();

var client = new StreamId("client-42");
var seen = ExpectedVersion.NoStream;
seen = (await store.AppendToStreamAsync(client, seen, [new NewEvent(new ClientValueUpgraded(1_000))])).Next;

await store.AppendToStreamAsync(client, seen, [new NewEvent(new ClientValueUpgraded(2_000))]);
var note = await store.AppendToStreamAsync(client, seen, [new NewEvent(new MeetingNoteAdded("Wants a call"))]);
Expect(note.Outcome == AppendOutcome.Admitted, $"a stale note is admitted, not {note.Outcome}");

try
{
    await store.AppendToStreamAsync(client, seen, [new NewEvent(new ClientValueUpgraded(3_000))]);
    Expect(false, "a stale value is refused");
}
catch (StreamConflictException conflict)
{
    Expect(conflict.Conflicts.Single().ConcurrentVersion == 2, "the refusal names the value that came first");
    Console.WriteLine(conflict.Message);
}

var types = await store.ReadStreamAsync(client).Select(recorded => recorded.Type).ToListAsync();
Expect(types is ["client-value-upgraded", "client-value-upgraded", "meeting-note-added"], $"the stream holds three events, not {string.Join(", ", types)}");

var map = new EventTypeMapBuilder().Map<ClientValueUpgraded>("client-value-upgraded").Build();
var matrix = new AggregateModel<decimal>(map, () => 0, (_, upgraded) => ((ClientValueUpgraded)upgraded).Value)
    .Decides<ClientValueUpgraded>((_, random) => new ClientValueUpgraded(random.Next(1_000)))
    .Infer();
Expect(matrix.DifferencesTo(ConflictRegistry.Empty).Count == 0, "the kit finds that two values conflict");
Console.WriteLine(matrix);

var http = new DefaultHttpContext();
http.Response.SetETag(3);
http.Request.Headers.IfMatch = http.Response.Headers.ETag;
Expect(await http.Request.ReadSeenVersionAsync(store, client) == 3, "an ETag comes back as the version that was seen");
Console.WriteLine("The packages work: one stale append was admitted, one was refused.");

await using (var shared = new EventStoreBuilder().UsePostgreSql(args[1]).MapEvents(types => types.Map<MeetingNoteAdded>("meeting-note-added")).Build())
{
    var written = await shared.AppendToStreamAsync(client, ExpectedVersion.NoStream, [new NewEvent(new MeetingNoteAdded("Wants a call"))]);
    await shared.WaitUntilVisibleAsync(written.Position!.Value);
    Expect(await shared.ReadAllAsync().CountAsync() == 1, "the store in PostgreSQL holds one event");
}

Console.WriteLine("So does the one of PostgreSQL.");

static void Expect(bool holds, string what)
{
    if (!holds)
    {
        Console.Error.WriteLine($"Expected: {what}.");
        Environment.Exit(1);
    }
}

internal sealed record ClientValueUpgraded(decimal Value);

internal sealed record MeetingNoteAdded(string Text);
