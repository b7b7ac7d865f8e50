namespace EventStore.Conflicts.Sqlite.Tests.Writing;

public sealed class CancellationTests : SqliteTest
{
    [Fact]
    public async Task An_append_that_waits_in_the_queue_can_be_cancelled_and_then_writes_nothing()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        using var cancelling = new CancellationTokenSource();
        Task<AppendResult> first;
        Task<AppendResult> waiting;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);

            // The first one, or both, are with the writer, which waits for the lock; or the second still queues behind it.
            first = AppendAsync(store, Event());
            waiting = store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [Event()], cancellationToken: cancelling.Token);
            await cancelling.CancelAsync();
        }

        await first;
        var cancelled = false;
        try
        {
            await waiting;
        }
        catch (OperationCanceledException)
        {
            cancelled = true;
        }

        (await ReadAsync(store)).Should().HaveCount(cancelled ? 1 : 2, "cancelled means not written, and written means not cancelled");
    }

    [Fact]
    public async Task In_a_storm_of_cancellations_every_call_ends_and_says_what_happened()
    {
        const int Callers = 16;
        const int Appends = 100;
        await using var store = OpenStore(options => options.MaxQueuedAppends = 4);
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var cancelled = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                var random = new Random(caller);
                for (var i = 0; i < Appends; i++)
                {
                    using var token = new CancellationTokenSource();
                    var sent = Event();
                    var append = store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [sent], cancellationToken: token.Token);
                    if (random.Next(2) == 0)
                    {
                        await token.CancelAsync();
                    }

                    try
                    {
                        await append;
                        acknowledged.Add(sent.Id);
                    }
                    catch (OperationCanceledException)
                    {
                        cancelled.Add(sent.Id);
                    }
                }
            },
            Token)));

        acknowledged.Count.Should().BeGreaterThan(0);
        (acknowledged.Count + cancelled.Count).Should().Be(Callers * Appends);
        (await ReadAsync(store)).Select(each => each.Id).Should().BeEquivalentTo(acknowledged, "exactly what was acknowledged is there");
    }

    [Fact]
    public async Task Disposal_completes_every_call_that_waits_even_outside_a_full_queue()
    {
        const int Callers = 200;
        var store = OpenStore(options => options.MaxQueuedAppends = 2);
        var calls = Enumerable.Range(0, Callers).Select(_ => AppendAsync(store, Event())).ToArray();

        await store.DisposeAsync();

        var written = 0;
        foreach (var call in calls)
        {
            try
            {
                await call;
                written++;
            }
            catch (ObjectDisposedException)
            {
                // Came too late; must not be there.
            }
        }

        await TheStoreStillHoldsAsync(written);
    }

    [Fact]
    public async Task Disposal_waits_for_reads_that_run_and_ends_enumerations_at_their_next_page()
    {
        const int Events = 3_000;
        var store = OpenStore();
        await AppendAsync(store, [.. Enumerable.Range(0, Events).Select(_ => Event())]);
        await using var reading = store.ReadStreamAsync(Stream, cancellationToken: Token).GetAsyncEnumerator(Token);
        (await reading.MoveNextAsync()).Should().BeTrue();

        await store.DisposeAsync();

        var goOn = async () =>
        {
            while (await reading.MoveNextAsync())
            {
            }
        };
        await goOn.Should().ThrowAsync<ObjectDisposedException>();
        File.Delete(Database);
    }
}
