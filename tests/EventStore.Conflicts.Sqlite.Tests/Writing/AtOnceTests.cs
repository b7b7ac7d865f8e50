using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>A caller who finds nobody before him commits on his own thread.</summary>
public sealed class AtOnceTests : SqliteTest
{
    [Fact]
    public void A_lone_caller_has_his_answer_when_the_call_returns_and_by_then_it_is_durable()
    {
        using var store = OpenStore();
        var before = WriteAheadLog.CountCommits(Database);

        var append = AppendAsync(store, Event());

        append.IsCompletedSuccessfully.Should().BeTrue();
        (WriteAheadLog.CountCommits(Database) - before).Should().Be(1);
    }

    [Fact]
    public async Task A_thread_that_somebody_waits_for_commits_nothing()
    {
        await using var store = OpenStore();
        var host = SynchronizationContext.Current;
        var context = new RecordingContext();
        Task<AppendResult> append;
        try
        {
            SynchronizationContext.SetSynchronizationContext(context);
            append = AppendAsync(store, Event());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(host);
        }

        (await append).Version.Should().Be(1);
        context.Posts.Should().Be(0, "and it isn't needed to go on either");
    }

    [Fact]
    public async Task Whoever_cannot_have_the_lock_at_once_waits_without_his_thread()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        Task<AppendResult>[] appends;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            appends = [AppendAsync(store, Event()), AppendAsync(store, Event())];
            appends.Should().NotContain(append => append.IsCompleted);
        }

        (await Task.WhenAll(appends)).Select(result => result.Version).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_failure_is_told_as_it_is_to_those_who_queue_and_leaves_the_store_usable()
    {
        await using var store = OpenStore(options => options.MaxPageCount = 60);
        await AppendAsync(store, Event());

        var tooMuch = () => AppendAsync(store, Event(1_000_000));

        (await tooMuch.Should().ThrowAsync<EventStoreUnavailableException>()).WithMessage("*no space left*");
        (await AppendAsync(store, Event())).Version.Should().Be(2);
    }

    [Fact]
    public async Task Disposal_waits_for_whoever_commits_on_his_own_thread_and_lets_nobody_in_after_him()
    {
        const int Callers = 4;
        var store = OpenStore();
        var written = 0;
        var appending = Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    while (true)
                    {
                        await AppendAsync(store, Event());
                        Interlocked.Increment(ref written);
                    }
                }
                catch (ObjectDisposedException)
                {
                    // The end that all of them are waiting for.
                }
            },
            Token)).ToArray();
        while (Volatile.Read(ref written) < 20)
        {
            await Task.Yield();
        }

        await store.DisposeAsync();
        await Task.WhenAll(appending);

        await TheStoreStillHoldsAsync(written);
    }

    private sealed class RecordingContext : SynchronizationContext
    {
        private int posts;

        internal int Posts => Volatile.Read(ref posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref posts);
            base.Post(d, state);
        }
    }
}
