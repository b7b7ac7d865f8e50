using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>Callers share a commit, and nothing else.</summary>
public sealed class NeighboursTests : SqliteTest
{
    [Fact]
    public async Task An_append_that_does_not_fit_does_not_take_those_with_it_that_do()
    {
        await using var store = OpenStore(options => options.MaxPageCount = 60);
        await AppendAsync(store, Event());
        Task<AppendResult>[] small;
        Task<AppendResult> large;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            small = [.. Enumerable.Range(0, 5).Select(_ => AppendAsync(store, Event()))];
            large = AppendAsync(store, [.. Enumerable.Range(0, 200).Select(_ => Event(4000))]);
            small = [.. small, .. Enumerable.Range(0, 5).Select(_ => AppendAsync(store, Event()))];
        }

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => large);
        (await Task.WhenAll(small)).Select(result => result.Version).Should().BeEquivalentTo(Enumerable.Range(2, 10));
        (await ReadAsync(store)).Should().HaveCount(11);
    }

    [Fact]
    public async Task An_append_that_breaks_the_engines_rules_fails_alone()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();
        var broken = new StorageAppend
        {
            Stream = Stream,
            Expected = default,
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(Guid.CreateVersion7(), "happened", "{}"u8.ToArray(), default)],
        };
        Task<AppendResult>[] good;
        Task<StorageAppendResult> bad;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            good = [.. Enumerable.Range(0, 5).Select(_ => AppendAsync(store, Event()))];
            bad = storage.AppendAsync(broken, Token);
        }

        await Assert.ThrowsAsync<EventStoreUnusableException>(() => bad);
        (await Task.WhenAll(good)).Should().HaveCount(5);
    }

    [Fact]
    public async Task Whoever_waits_for_somebody_elses_lock_can_still_give_up()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(30));
        using var cancelling = new CancellationTokenSource();
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            var append = store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [Event()], cancellationToken: cancelling.Token);
            await cancelling.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        (await ReadAsync(store)).Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so_even_where_the_writer_notices_before_its_turn_to_cancel_comes()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(30));
        using var cancelling = new CancellationTokenSource();
        using var tool = OpenByHand();
        using var holding = tool.BeginTransaction(deferred: false);
        var append = store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [Event()], cancellationToken: cancelling.Token);

        // Of a token's callbacks the last one registered runs first: this one keeps the append's own from running before the append has ended.
        using var before = cancelling.Token.Register(() => ((IAsyncResult)append).AsyncWaitHandle.WaitOne());
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
    }

    [Fact]
    public async Task Stale_appends_accepted_before_disposal_get_their_verdict()
    {
        const int Callers = 100;
        var store = OpenStore();
        await AppendAsync(store, Event());
        Task<AppendResult>[] stale;
        Task disposing;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            stale = [.. Enumerable.Range(0, Callers)
                .Select(_ => store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(0), [Event()], cancellationToken: Token))];
            disposing = store.DisposeAsync().AsTask();
        }

        await disposing;
        foreach (var append in stale)
        {
            (await Assert.ThrowsAsync<StreamConflictException>(() => append)).Actual.Should().Be(1);
        }
    }
}
