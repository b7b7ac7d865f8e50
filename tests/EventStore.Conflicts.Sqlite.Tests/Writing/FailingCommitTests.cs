using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

public sealed class FailingCommitTests : SqliteTest
{
    [Fact]
    public async Task A_full_disk_is_an_error_that_says_so_and_what_was_stored_stays()
    {
        int stored;
        await using (var store = OpenStore(options => options.MaxPageCount = 40))
        {
            var full = await FillAsync(store);

            full.Message.Should().Contain("no space left").And.ContainEquivalentOf("nothing was written");
            var events = await ReadAsync(store);
            stored = events.Count;
            (await store.GetStreamVersionAsync(Stream, Token)).Should().Be(stored);
            (await store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [], cancellationToken: Token)).Version.Should().Be(stored, "it still answers");
        }

        await TheStoreStillHoldsAsync(stored);
        await using var withSpace = OpenStore();
        (await AppendAsync(withSpace, Event(4000))).Version.Should().Be(stored + 1);
    }

    [Fact]
    public async Task A_batch_that_does_not_fit_leaves_nothing_of_itself()
    {
        await using var storage = SqliteEventStorage.Open(Database, new SqliteOptions { MaxPageCount = 60 });
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();
        await AppendAsync(store, Event());

        var tooMuch = () => AppendAsync(store, [.. Enumerable.Range(0, 200).Select(_ => Event(4000))]);

        await tooMuch.Should().ThrowAsync<EventStoreUnavailableException>();
        (await ReadAsync(store)).Should().HaveCount(1);
        (await AppendAsync(store, Event())).Version.Should().Be(2, "the next one finds the writer as usable as before");
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task Names_that_a_rolled_back_append_brought_are_learnt_again()
    {
        await using var store = OpenStore(options => options.MaxPageCount = 60);
        await AppendAsync(store, Event());
        NewEvent[] tooMuch = [NewEvent.Raw("new-name", "{}"u8.ToArray()), .. Enumerable.Range(0, 200).Select(_ => Event(4000))];
        var other = new StreamId("other");
        await Assert.ThrowsAsync<EventStoreUnavailableException>(
            () => store.AppendToStreamAsync(other, ExpectedVersion.NoStream, tooMuch, cancellationToken: Token));

        await store.AppendToStreamAsync(other, ExpectedVersion.NoStream, tooMuch[..1], cancellationToken: Token);

        var read = await store.ReadStreamAsync(other, cancellationToken: Token).ToListAsync(Token);
        read.Should().ContainSingle().Which.Type.Should().Be("new-name");
    }

    [Fact]
    public async Task A_lock_of_somebody_else_is_waited_for_and_then_given_up()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMilliseconds(200));
        await AppendAsync(store, Event());
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);

            var append = () => AppendAsync(store, Event());

            await append.Should().ThrowAsync<EventStoreUnavailableException>().WithMessage("*locked by somebody else*");
            (await ReadAsync(store)).Should().HaveCount(1, "readers are not in the way of anybody");
        }

        (await AppendAsync(store, Event())).Version.Should().Be(2);
    }

    [Fact]
    public async Task A_lock_that_is_let_go_in_time_is_only_waited_for()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        Task<AppendResult> append;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            append = AppendAsync(store, Event());
            append.IsCompleted.Should().BeFalse();
        }

        (await append).Version.Should().Be(1);
    }

    [Fact]
    public async Task An_event_written_behind_the_stores_back_is_noticed_and_never_overwritten()
    {
        await using var store = OpenStore();
        await AppendAsync(store, Event());
        ExecuteByHand(
            "INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, data) VALUES (1, 2, randomblob(16), 1, 0, x'7b7d')");

        var stale = () => store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(1), [Event()], cancellationToken: Token);

        (await stale.Should().ThrowAsync<StreamConflictException>()).Which.Actual.Should().Be(2);
    }

    [Fact]
    public async Task Appends_that_are_refused_write_nothing_to_the_disk()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();
        await AppendAsync(store, Event());
        var log = new FileInfo(Database + "-wal");
        var before = log.Length;
        var refused = new StorageAppend
        {
            Stream = Stream,
            Expected = ExpectedVersion.Exactly(0),
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(Guid.CreateVersion7(), "happened", "{}"u8.ToArray(), default)],
        };

        (await storage.AppendAsync(refused, Token)).Status.Should().Be(StorageAppendStatus.Refused);

        log.Refresh();
        log.Length.Should().Be(before);
    }

    private static async Task<EventStoreUnavailableException> FillAsync(IEventStore store)
    {
        while (true)
        {
            try
            {
                await AppendAsync(store, Event(4000));
            }
            catch (EventStoreUnavailableException full)
            {
                return full;
            }
        }
    }
}
