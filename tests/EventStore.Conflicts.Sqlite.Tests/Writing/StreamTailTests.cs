using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>What the writer remembers of a stream says the same as the file, however far behind an append is and whoever has written.</summary>
public sealed class StreamTailTests : SqliteTest
{
    // More than is remembered, so that some appends are judged by the file.
    private const int Events = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_far_behind_the_first_event_on_the_list_refuses(bool reopened)
    {
        const int Refusing = 150;
        await using (var filling = Open())
        {
            for (var version = 1; version <= Events; version++)
            {
                await AppendAsync(filling, NewEvent.Raw(version == Refusing ? "closed" : "noted", "{}"u8.ToArray()));
            }

            if (!reopened)
            {
                await IsJudgedAsync(filling, Refusing);
            }
        }

        await using var store = Open();
        await IsJudgedAsync(store, Refusing);
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_not_overlooked()
    {
        await using var store = Open();
        await AppendAsync(store, Note());
        await AppendAsync(store, NewEvent.Raw("closed", "{}"u8.ToArray()));
        await AppendAsync(store, Note());
        ExecuteByHand(
            "INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, data) "
            + "VALUES (1, 4, randomblob(16), (SELECT id FROM event_types WHERE name = 'closed'), 0, x'7b7d')");

        var stale = () => store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(3), [Note()], cancellationToken: Token);

        (await stale.Should().ThrowAsync<StreamConflictException>()).Which.Actual.Should().Be(4);
        (await AppendAsync(store, Note())).Version.Should().Be(5);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_judged_as_it_is_now()
    {
        await using var store = Open();
        await AppendAsync(store, NewEvent.Raw("closed", "{}"u8.ToArray()));
        await AppendAsync(store, Note());
        ExecuteByHand("UPDATE events SET type_id = (SELECT id FROM event_types WHERE name = 'closed') WHERE version = 2");

        var stale = () => store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(1), [Note()], cancellationToken: Token);

        await stale.Should().ThrowAsync<StreamConflictException>();
        ExecuteByHand("DELETE FROM events WHERE version = 2");
        (await AppendAsync(store, Note())).Version.Should().Be(2, "no version is left out");
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_remembered()
    {
        await using var store = Open(options => options.MaxPageCount = 60);
        await AppendAsync(store, Note());
        NewEvent[] tooMuch = [NewEvent.Raw("closed", "{}"u8.ToArray()), Event(1_000_000)];
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => AppendAsync(store, tooMuch));

        var fits = await store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(1), [Note()], cancellationToken: Token);

        fits.Should().BeEquivalentTo(new { Outcome = AppendOutcome.Appended, Version = 2 });
    }

    [Fact]
    public async Task More_streams_than_are_remembered_keep_their_versions()
    {
        const int Streams = 20_000;
        await using var storage = SqliteEventStorage.Open(Database);
        for (var round = 0; round < 2; round++)
        {
            var appends = Enumerable.Range(0, Streams).Select(stream => new Storage.StorageAppend
            {
                Stream = new StreamId($"stream-{stream}"),
                Expected = ExpectedVersion.Exactly(round),
                Condition = Storage.AppendCondition.RefuseAnything,
                Events = [new Storage.EncodedEvent(Guid.CreateVersion7(), "noted", "{}"u8.ToArray(), default)],
            });

            var results = await storage.AppendInOrderAsync([.. appends], Token);

            results.Should().HaveCount(Streams).And.OnlyContain(result => result.IsWritten);
        }
    }

    private static NewEvent Note() => NewEvent.Raw("noted", "{}"u8.ToArray());

    private IEventStore Open(Action<SqliteOptions>? configure = null) => new EventStoreBuilder()
        .ConfigureConflicts(rules => rules.For("noted").ConflictsWith(["closed"]).CompatibleWithItself())
        .UseSqlite(Database, configure)
        .Build();

    private static async Task IsJudgedAsync(IEventStore store, int refusing)
    {
        var head = await store.GetStreamVersionAsync(Stream, Token);
        for (var seen = head - 1; seen >= 0; seen -= 7)
        {
            var append = () => store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(seen), [Note()], cancellationToken: Token);
            if (seen < refusing)
            {
                (await append.Should().ThrowAsync<StreamConflictException>()).Which.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(refusing);
            }
            else
            {
                (await append()).Outcome.Should().Be(AppendOutcome.Admitted);
            }
        }
    }
}
