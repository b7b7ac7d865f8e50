using Dapper;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Schema;

/// <summary>A file that an earlier release left.</summary>
public sealed class UpgradeTests : SqliteTest
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 3).Select(number => Guid.Parse($"01890000-0000-7000-8000-00000000000{number}"))];

    [Fact]
    public async Task It_is_upgraded_and_keeps_every_event_as_it_was()
    {
        MakeFirstReleaseFile();

        await using var storage = SqliteEventStorage.Open(Database);

        QueryByHand<int>("PRAGMA user_version").Should().Be(2);
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();
        var events = await store.ReadAllAsync(cancellationToken: Token).ToListAsync(Token);
        events.Select(each => (each.Stream.Value, each.Version, each.Id, each.Type, each.DecidedAt)).Should().Equal(
            ("orders-1", 1, Ids[0], "placed", 0), ("customers-é", 1, Ids[1], "placed", null), ("orders-1", 2, Ids[2], "paid", 1));
        events.Select(each => each.Position.Sequence).Should().Equal(1, 2, 3);
        events.Select(each => Timestamps.ToMicroseconds(each.Timestamp)).Should().Equal(1760000000000001, 1760000000000002, 1760000000000003);
        events.Select(each => System.Text.Encoding.UTF8.GetString(each.RawData.Span)).Should().Equal("""{"total":1}""", "{}", """{"total":3}""");
        events[0].Metadata.CorrelationId.Should().Be("c");
    }

    [Fact]
    public async Task It_goes_on_where_it_was_and_can_drop_events_from_then_on()
    {
        MakeFirstReleaseFile();
        await using var storage = SqliteEventStorage.Open(Database);
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();

        var again = await AppendAsync(store, NewEvent.Raw("placed", "{}"u8.ToArray(), Ids[0]), NewEvent.Raw("paid", "{}"u8.ToArray(), Ids[2]));
        var next = await AppendAsync(store, Event());
        var dropped = await storage.DropAsync(Stream, Token);

        (again.Outcome, again.Version).Should().Be((AppendOutcome.AlreadyAppended, 2));
        (next.Version, next.Position!.Value.Sequence).Should().Be((3, 4));
        (await storage.FindKeysAsync([dropped.Id], Token)).Single()!.Value.IsDropped.Should().BeTrue();
    }

    [Fact]
    public void Opened_only_for_reading_it_says_what_to_do_and_is_left_as_it_is()
    {
        MakeFirstReleaseFile();

        var read = () => OpenStore(options => options.ReadOnly = true);

        read.Should().Throw<EventStoreUnusableException>().WithMessage("*schema version 1*needs 2*open it once for writing*");
        IsStillTheFirstReleases();
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_it_as_it_was_and_the_next_one_succeeds()
    {
        MakeFirstReleaseFile();
        ExecuteByHand("CREATE TABLE dropped_events (id INTEGER PRIMARY KEY)");

        FluentActions.Invoking(() => OpenStore()).Should().Throw<EventStoreUnusableException>().WithMessage("*dropped_events*");

        IsStillTheFirstReleases();
        ExecuteByHand("DROP TABLE dropped_events");
        await TheStoreStillHoldsAsync(events: 2);
    }

    [Fact]
    public async Task An_upgrade_that_does_not_fit_on_the_disk_says_so_and_leaves_it_as_it_was()
    {
        MakeFirstReleaseFile();
        var pages = QueryByHand<int>("PRAGMA page_count");

        FluentActions.Invoking(() => OpenStore(options => options.MaxPageCount = pages))
            .Should().Throw<EventStoreUnavailableException>().WithMessage("*no space left*");

        IsStillTheFirstReleases();
        QueryByHand<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'dropped_events'").Should().Be(0);
        await TheStoreStillHoldsAsync(events: 2);
    }

    private void MakeFirstReleaseFile()
    {
        using var resource = typeof(UpgradeTests).Assembly.GetManifestResourceStream("first-release")!;
        using var script = new StreamReader(resource);
        ExecuteByHand(script.ReadToEnd());
    }

    private void IsStillTheFirstReleases()
    {
        using var connection = OpenByHand();
        connection.ExecuteScalar<int>("PRAGMA user_version").Should().Be(1);
        connection.Query<byte[]>("SELECT event_id FROM events ORDER BY position").Select(id => new Guid(id, bigEndian: true)).Should().Equal(Ids);
    }
}
