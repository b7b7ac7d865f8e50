namespace EventStore.Conflicts.Sqlite.Tests.Writing;

public sealed class DisposalTests : SqliteTest
{
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

    [Fact]
    public async Task Reads_that_race_disposal_give_all_their_events_or_say_that_it_was_disposed()
    {
        const int Events = 600;
        const int Readers = 50;
        var store = OpenStore(options => options.MaxReaders = 1);
        await AppendAsync(store, [.. Enumerable.Range(0, Events).Select(_ => Event())]);
        using var together = new Barrier(2);
        var reads = Enumerable.Range(0, Readers).Select(reader => Task.Run(
            async () =>
            {
                if (reader == 0)
                {
                    together.SignalAndWait(Token);
                }

                return await ReadAsync(store);
            },
            Token)).ToArray();
        together.SignalAndWait(Token);

        await store.DisposeAsync();

        foreach (var read in reads)
        {
            try
            {
                (await read).Should().HaveCount(Events);
            }
            catch (ObjectDisposedException)
            {
                // Came too late, or was between two pages.
            }
        }

        OpenHandles().Should().BeEmpty();
        File.Delete(Database);
    }
}
