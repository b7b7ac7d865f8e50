using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>The queue's length belongs to the whole process, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(QueueTelemetryTests), DisableParallelization = true)]
[Collection(nameof(QueueTelemetryTests))]
public sealed class QueueTelemetryTests : FlushTest
{
    private const int Minute = 60_000;

    [Fact(Timeout = Minute)]
    public async Task The_queue_counts_who_waits_and_forgets_who_was_served_cancelled_or_turned_away()
    {
        var store = await OpenWarmAsync(options => options.MaxQueuedAppends = 3);
        using var listener = Listen();
        listener.Length().Should().Be(0);
        using var givingUp = new CancellationTokenSource();
        await using var holder = await LockAsync(Stream);
        var sent = store.AppendAsync(Stream, Any, ANote());
        await UntilWaitingAsync();
        listener.Length().Should().Be(0, "it is with the server");

        // Most of them wait outside the full queue.
        var served = Enumerable.Range(0, 3).Select(_ => store.AppendAsync(Stream, Any, ANote())).ToArray();
        var cancelled = Enumerable.Range(0, 3).Select(_ => store.AppendToStreamAsync(Stream, Any, [ANote()], cancellationToken: givingUp.Token)).ToArray();
        listener.Length().Should().Be(6);

        await givingUp.CancelAsync();
        await Task.WhenAll(cancelled.Select(each => Assert.ThrowsAnyAsync<OperationCanceledException>(() => each)));
        listener.Length().Should().Be(3);

        await holder.ExecuteAsync("commit");
        await Task.WhenAll([sent, .. served]);
        listener.Length().Should().Be(0);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.AppendAsync(Stream, Any, ANote()));
        listener.Length().Should().Be(0);
    }

    [Fact(Timeout = Minute)]
    public async Task Nobody_is_left_in_the_queue_of_a_store_that_is_disposed_under_load()
    {
        using var listener = Listen();
        var store = await OpenWarmAsync(options => options.MaxQueuedAppends = 2);
        var calls = Enumerable.Range(0, 200).Select(_ => store.AppendAsync(Stream, Any, ANote())).ToArray();

        await store.DisposeAsync();

        await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call)));
        listener.Length().Should().Be(0);
    }

    [Fact(Timeout = Minute)]
    public async Task Nobody_is_left_in_the_queue_where_the_lock_is_not_to_be_had()
    {
        using var listener = Listen();
        var store = await OpenWarmAsync(options => options.LockTimeout = TimeSpan.FromMilliseconds(1));
        await using var holder = await LockAsync(Stream);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync(Stream, Any, ANote()));

        listener.Length().Should().Be(0);
    }

    [Fact(Timeout = Minute)]
    public async Task The_size_of_a_batch_is_how_many_appends_shared_a_commit()
    {
        var store = await OpenWarmAsync(options => options.MaxEventsPerCommit = 4);
        using var listener = Listen();

        // The gate goes first; nothing else fits beside the four; the others meet in the next ones.
        var calls = await InOneFlushAsync(store, () => Task.WhenAll(
            [store.AppendAsync(Stream, Any, Notes(4)), .. Enumerable.Range(0, 5).Select(_ => store.AppendAsync(Stream, Any, ANote()))]));
        await calls;

        listener.Batches.Should().Equal(1, 1, 4, 1);
    }

    [Fact(Timeout = Minute)]
    public async Task The_appends_of_one_call_are_counted_one_by_one()
    {
        var storage = OpenStorage();
        using var listener = Listen();

        await storage.AppendInOrderAsync([.. Enumerable.Range(0, 3).Select(_ => Append())], Token);

        listener.Length().Should().Be(0);
        listener.Batches.Should().Equal(3);

        static StorageAppend Append() => new()
        {
            Stream = Stream,
            Expected = Any,
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(Guid.CreateVersion7(), "happened", "{}"u8.ToArray(), default)],
        };
    }

    [Fact(Timeout = Minute)]
    public async Task A_listener_that_throws_does_not_end_the_writer()
    {
        using var listener = new QueueListener("postgresql") { OnBatch = _ => throw new InvalidOperationException("I measure nothing.") };
        var store = OpenStore();

        await store.AppendAsync(Stream, NoStream, ANote());
        await store.AppendAsync(Stream, Exactly(1), ANote());

        (await store.ReadAsync(Stream)).Should().HaveCount(2);
    }

    private static QueueListener Listen() => new("postgresql");
}
