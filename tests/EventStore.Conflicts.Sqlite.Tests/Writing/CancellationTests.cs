namespace EventStore.Conflicts.Sqlite.Tests.Writing;

public sealed class CancellationTests : SqliteTest
{
    [Fact]
    public async Task An_append_that_waits_in_the_queue_can_be_cancelled_and_then_writes_nothing()
    {
        await using var store = OpenStore(options =>
        {
            options.BusyTimeout = TimeSpan.FromMinutes(1);
            options.MaxEventsPerCommit = 1;
        });
        using var cancelling = new CancellationTokenSource();
        Task<AppendResult> first;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);

            // The first one cannot end before the lock is let go, and the second one is not taken from the queue before the first one has ended.
            first = AppendAsync(store, Event());
            var waiting = store.AppendToStreamAsync(Stream, ExpectedVersion.Any, [Event()], cancellationToken: cancelling.Token);
            await cancelling.CancelAsync();

            var wait = () => waiting;
            (await wait.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelling.Token);
        }

        await first;
        (await AppendAsync(store, Event())).Version.Should().Be(2);
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
}
