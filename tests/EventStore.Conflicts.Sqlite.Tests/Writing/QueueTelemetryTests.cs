using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>The queue's length belongs to the whole process, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(QueueTelemetryTests), DisableParallelization = true)]
[Collection(nameof(QueueTelemetryTests))]
public sealed class QueueTelemetryTests : SqliteTest
{
    [Fact]
    public async Task The_queue_counts_who_waits_and_forgets_who_was_served_cancelled_or_turned_away()
    {
        var store = OpenStore(options =>
        {
            options.BusyTimeout = TimeSpan.FromMinutes(1);
            options.MaxQueuedAppends = 2;
        });
        await AppendAsync(store, Event());
        using var listener = new QueueListener("sqlite");
        listener.Length().Should().Be(0);
        using var givingUp = new CancellationTokenSource();
        Task<AppendResult>[] served, cancelled;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);

            // The writer takes the lock before it takes an append, so all of them wait, most of them outside the full queue.
            served = [.. Enumerable.Range(0, 3).Select(_ => AppendAsync(store, Event()))];
            cancelled = [.. Enumerable.Range(0, 3).Select(_ => store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [Event()], cancellationToken: givingUp.Token))];
            listener.Length().Should().Be(6);

            await givingUp.CancelAsync();
            await Task.WhenAll(cancelled.Select(each => Assert.ThrowsAnyAsync<OperationCanceledException>(() => each)));
            listener.Length().Should().Be(3);
        }

        await Task.WhenAll(served);
        listener.Length().Should().Be(0);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AppendAsync(store, Event()));
        listener.Length().Should().Be(0);
    }

    [Fact]
    public async Task Nobody_is_left_in_the_queue_of_a_store_that_is_disposed_under_load()
    {
        using var listener = new QueueListener("sqlite");
        var store = OpenStore(options => options.MaxQueuedAppends = 2);
        var calls = Enumerable.Range(0, 200).Select(_ => AppendAsync(store, Event())).ToArray();

        await store.DisposeAsync();

        await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call)));
        listener.Length().Should().Be(0);
    }

    [Fact]
    public async Task Nobody_is_left_in_the_queue_where_the_lock_is_not_to_be_had()
    {
        using var listener = new QueueListener("sqlite");
        var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMilliseconds(1));
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            await Assert.ThrowsAsync<EventStoreUnavailableException>(() => AppendAsync(store, Event()));
        }

        listener.Length().Should().Be(0);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task The_size_of_a_batch_is_how_many_appends_shared_a_commit()
    {
        var store = OpenStore(options =>
        {
            options.BusyTimeout = TimeSpan.FromMinutes(1);
            options.MaxEventsPerCommit = 4;
        });
        using var listener = new QueueListener("sqlite");
        Task<AppendResult>[] calls;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);

            // Nothing else fits beside the first, so the others meet in the next ones, however fast the writer is.
            calls = [AppendAsync(store, Event(), Event(), Event(), Event()), .. Enumerable.Range(0, 5).Select(_ => AppendAsync(store, Event()))];
        }

        await Task.WhenAll(calls);
        await store.DisposeAsync();

        listener.Batches.Should().Equal(1, 4, 1);
    }

    [Fact]
    public async Task The_appends_of_one_call_are_counted_one_by_one()
    {
        var storage = SqliteEventStorage.Open(Database, new SqliteOptions { BusyTimeout = TimeSpan.FromMinutes(1) });
        using var listener = new QueueListener("sqlite");
        Task<IReadOnlyList<StorageAppendResult>> appending;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            appending = storage.AppendInOrderAsync([.. Enumerable.Range(0, 3).Select(_ => Append())], Token);
            listener.Length().Should().Be(3);
        }

        await appending;
        await storage.DisposeAsync();

        listener.Length().Should().Be(0);
        listener.Batches.Should().Equal(3);

        static StorageAppend Append() => new()
        {
            Stream = Stream,
            Expected = ExpectedVersion.Any,
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(Guid.CreateVersion7(), "happened", "{}"u8.ToArray(), default)],
        };
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_end_the_writer()
    {
        using var listener = new QueueListener("sqlite") { OnBatch = _ => throw new InvalidOperationException("I measure nothing.") };
        await using var store = OpenStore();

        await AppendAsync(store, Event());
        await AppendAsync(store, Event());

        (await ReadAsync(store)).Should().HaveCount(2);
    }
}
