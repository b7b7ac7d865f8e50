using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>Somebody else has the lock of a stream: that delays its own appends and no others.</summary>
public sealed class LocksTests : FlushTest
{
    private const int Minute = 60_000;

    [Fact(Timeout = Minute)]
    public async Task Neighbours_in_the_same_flush_go_on()
    {
        var store = await OpenWarmAsync();
        await using var holder = await LockAsync(Stream);

        var (locked, free) = await InOneFlushAsync(store, () => (store.AppendAsync(Stream, Any, ANote()), AppendAsync(store, OtherStream, ThirdStream)));

        var results = await free;
        results.Select(each => each.Position!.Value.Transaction).Distinct().Should().ContainSingle("they shared a flush");
        locked.IsCompleted.Should().BeFalse();
        await holder.ExecuteAsync("commit");
        (await locked).Version.Should().Be(1);
    }

    [Fact(Timeout = Minute)]
    public async Task What_comes_later_for_a_neighbour_does_not_wait_behind_it()
    {
        var store = await OpenWarmAsync(options => options.MaxAppendConnections = 2);
        StreamId gate = new("gate");
        await using var gateHolder = await LockAsync(gate);
        await using var holder = await LockAsync(Stream);
        var taken = Guid.NewGuid();
        await using var inserting = await InsertAsync(taken);
        var waiting = store.AppendAsync(gate, Any, ANote());
        await UntilWaitingAsync();
        var clashing = store.AppendAsync(ThirdStream, Any, ANote(id: taken));
        await UntilWaitingAsync(sessions: 2);

        // No sender is free now, so these two share the next flush.
        var (locked, first) = (store.AppendAsync(Stream, Any, ANote()), store.AppendAsync(OtherStream, Any, ANote()));
        await inserting.ExecuteAsync("rollback");
        await clashing;
        await first;
        var second = await store.AppendAsync(OtherStream, Any, ANote());

        second.Version.Should().Be(2, "the neighbour's stream is free");
        locked.IsCompleted.Should().BeFalse();
        await gateHolder.ExecuteAsync("commit");
        await waiting;
        await holder.ExecuteAsync("commit");
        (await locked).Version.Should().Be(1);
    }

    [Fact(Timeout = Minute)]
    public async Task However_many_streams_are_locked_one_connection_goes_on_for_the_others()
    {
        var store = await OpenWarmAsync(options => options.MaxAppendConnections = 2);
        await using var holder = await LockAsync(Stream);
        await using var otherHolder = await LockAsync(OtherStream);
        Task<AppendResult>[] locked = [store.AppendAsync(Stream, Any, ANote()), store.AppendAsync(OtherStream, Any, ANote())];
        await UntilWaitingAsync();

        (await store.AppendAsync(ThirdStream, Any, ANote())).Version.Should().Be(1);

        locked.Should().OnlyContain(each => !each.IsCompleted);
        await holder.ExecuteAsync("commit");
        await otherHolder.ExecuteAsync("commit");
        (await Task.WhenAll(locked)).Should().OnlyContain(each => each.Version == 1);
    }

    [Fact(Timeout = Minute)]
    public async Task Nor_do_neighbours_wait_that_have_to_be_sent_one_by_one()
    {
        var store = await OpenWarmAsync();
        await using var holder = await LockAsync(Stream);
        var taken = Guid.NewGuid();
        await using var inserting = await InsertAsync(taken);

        var (locked, clashing, free) = await InOneFlushAsync(store, () => (
            store.AppendAsync(Stream, Any, ANote()), store.AppendAsync(OtherStream, Any, ANote(id: taken)), store.AppendAsync(ThirdStream, Any, ANote())));
        await UntilWaitingAsync();
        await inserting.ExecuteAsync("commit");

        await Assert.ThrowsAsync<DuplicateEventException>(() => clashing);
        (await free).Version.Should().Be(1);
        locked.IsCompleted.Should().BeFalse();
        await holder.ExecuteAsync("commit");
        (await locked).Version.Should().Be(1);
    }

    [Fact(Timeout = Minute)]
    public async Task Whoever_waits_too_long_for_it_is_told_so_and_nothing_is_written()
    {
        var store = await OpenWarmAsync(options => options.LockTimeout = TimeSpan.FromMilliseconds(200));
        await using var holder = await LockAsync(Stream);

        await RefusedAsync(store, ANote());

        await holder.ExecuteAsync("commit");
        (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
    }

    [Fact(Timeout = Minute)]
    public async Task Those_that_wait_for_it_together_are_told_together()
    {
        var store = await OpenWarmAsync(options => options.LockTimeout = TimeSpan.FromMilliseconds(200));
        await using var holder = await LockAsync(Stream);
        var first = store.AppendAsync(Stream, Any, ANote());
        var others = Enumerable.Range(0, 10).Select(_ => store.AppendAsync(Stream, Any, ANote())).ToArray();
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => first);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await await Task.WhenAny(others));
        await holder.ExecuteAsync("commit");

        foreach (var each in others)
        {
            await Assert.ThrowsAsync<EventStoreUnavailableException>(() => each);
        }
    }

    [Fact(Timeout = Minute)]
    public async Task Nor_is_an_id_waited_for_that_somebody_else_is_inserting()
    {
        var store = await OpenWarmAsync(options => options.LockTimeout = TimeSpan.FromMilliseconds(200));
        var taken = Guid.NewGuid();
        await using var inserting = await InsertAsync(taken);

        await RefusedAsync(store, ANote(id: taken));

        await inserting.ExecuteAsync("rollback");
        (await store.AppendAsync(Stream, NoStream, ANote(id: taken))).Version.Should().Be(1);
    }

    [Fact(Timeout = Minute)]
    public async Task Nor_is_a_table_that_somebody_else_has_locked()
    {
        var store = await OpenWarmAsync(options => options.LockTimeout = TimeSpan.FromMilliseconds(200));
        await using var holder = await SessionAsync($"begin; lock table {Schema}.events in share mode");

        await RefusedAsync(store, ANote());

        await holder.ExecuteAsync("rollback");
        (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
    }

    private static async Task RefusedAsync(IEventStore store, params NewEvent[] events)
    {
        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync(Stream, Any, events));

        failure.Message.Should().Contain("LockTimeout");
    }

    private static Task<AppendResult[]> AppendAsync(IEventStore store, params StreamId[] streams) =>
        Task.WhenAll(streams.Select(stream => store.AppendAsync(stream, Any, ANote())));
}
