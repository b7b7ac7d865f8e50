namespace EventStore.Conflicts.Tests.Resilience;

/// <summary>A read that fails goes on after the last event it gave: no gap, no double.</summary>
public sealed class RetryReadTests
{
    private static readonly RecordedEvent[] Events = [.. Enumerable.Range(1, 5).Select(version => new RecordedEvent
    {
        Stream = Faults.Stream,
        Version = version,
        Position = new GlobalPosition(0, 0, version * 10),
        Id = Guid.CreateVersion7(),
        Type = "a",
    })];

    [Fact]
    public async Task Forwards()
    {
        var inner = Failing(null, null, Faults.Unavailable, Faults.Unavailable, null, Faults.Unavailable);

        (await ReadAsync(inner, store => store.ReadStreamAsync(Faults.Stream))).Should().Equal(1, 2, 3, 4, 5);

        inner.Opened.Should().Equal("Forwards from - max -", "Forwards from 3 max -", "Forwards from 3 max -", "Forwards from 4 max -");
    }

    [Fact]
    public async Task Backwards()
    {
        var inner = Failing(Faults.Unavailable, null, null, Faults.Unavailable);

        (await ReadAsync(inner, store => store.ReadStreamAsync(Faults.Stream, ReadDirection.Backwards, fromVersion: 4))).Should().Equal(4, 3, 2, 1);

        inner.Opened.Should().Equal("Backwards from 4 max -", "Backwards from 4 max -", "Backwards from 2 max -");
    }

    [Fact]
    public async Task Backwards_past_the_first_event_there_is_nothing_more_to_open()
    {
        var inner = Failing(null, null, null, null, null, Faults.Unavailable);

        (await ReadAsync(inner, store => store.ReadStreamAsync(Faults.Stream, ReadDirection.Backwards))).Should().Equal(5, 4, 3, 2, 1);

        inner.Opened.Should().ContainSingle();
    }

    [Fact]
    public async Task All_streams_by_position()
    {
        var inner = Failing(null, Faults.Unavailable, null, null, Faults.Unavailable);

        (await ReadAsync(inner, store => store.ReadAllAsync(after: new GlobalPosition(0, 0, 10)))).Should().Equal(2, 3, 4, 5);

        inner.Opened.Should().Equal("after 10 max -", "after 20 max -", "after 40 max -");
    }

    [Fact]
    public async Task No_more_than_the_caller_asked_for()
    {
        var forwards = Failing(null, null, Faults.Unavailable);
        var backwards = Failing(null, Faults.Unavailable);
        var all = Failing(Faults.Unavailable, null, null, Faults.Unavailable);

        (await ReadAsync(forwards, store => store.ReadStreamAsync(Faults.Stream, maxCount: 3))).Should().Equal(1, 2, 3);
        (await ReadAsync(backwards, store => store.ReadStreamAsync(Faults.Stream, ReadDirection.Backwards, maxCount: 2))).Should().Equal(5, 4);
        (await ReadAsync(all, store => store.ReadAllAsync(maxCount: 4))).Should().Equal(1, 2, 3, 4);

        forwards.Opened.Should().Equal("Forwards from - max 3", "Forwards from 3 max 1");
        backwards.Opened.Should().Equal("Backwards from - max 2", "Backwards from 4 max 1");
        all.Opened.Should().Equal("after - max 4", "after - max 4", "after 20 max 2");
    }

    [Fact]
    public async Task A_fault_that_stays_ends_the_read_after_what_it_gave()
    {
        var inner = Failing(null, Faults.Unavailable, Faults.Unavailable, Faults.Unavailable, Faults.Unavailable);
        var run = new RetryRun(inner);
        var given = new List<long>();

        await run.Awaiting(each => each.Finish(Collect(each.Store.ReadStreamAsync(Faults.Stream), given))).Should().ThrowAsync<EventStoreUnavailableException>();

        given.Should().Equal(1);
        run.Delays.Should().HaveCount(3);
    }

    [Fact]
    public async Task An_event_that_was_given_makes_the_count_of_retries_start_again()
    {
        var faults = Enumerable.Range(0, 5).SelectMany(_ => new[] { Faults.Unavailable, Faults.Unavailable, null });

        (await ReadAsync(Failing([.. faults]), store => store.ReadStreamAsync(Faults.Stream))).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task What_reading_again_cannot_mend_is_not_retried()
    {
        var unreadable = new EventSerializationException("unreadable", "a");
        var inner = Failing(null, unreadable);

        (await FluentActions.Awaiting(() => ReadAsync(inner, store => store.ReadAllAsync())).Should().ThrowAsync<EventSerializationException>())
            .Which.Should().BeSameAs(unreadable);

        inner.Opened.Should().ContainSingle();
    }

    [Fact]
    public async Task Cancelling_the_enumeration_ends_it()
    {
        using var cancellation = new CancellationTokenSource();
        var run = new RetryRun(Failing());

        var read = async Task () =>
        {
            await foreach (var _ in run.Store.ReadStreamAsync(Faults.Stream).WithCancellation(cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        };

        await read.Should().ThrowAsync<OperationCanceledException>();
    }

    private static ScriptedStore Failing(params Exception?[] script) => new(script) { Events = Events };

    private static async Task<List<long>> ReadAsync(ScriptedStore inner, Func<IEventStore, IAsyncEnumerable<RecordedEvent>> read)
    {
        var run = new RetryRun(inner);
        return await run.Finish(Collect(read(run.Store), []));
    }

    private static async Task<List<long>> Collect(IAsyncEnumerable<RecordedEvent> events, List<long> given)
    {
        await foreach (var each in events.WithCancellation(TestContext.Current.CancellationToken))
        {
            given.Add(each.Version);
        }

        return given;
    }
}
