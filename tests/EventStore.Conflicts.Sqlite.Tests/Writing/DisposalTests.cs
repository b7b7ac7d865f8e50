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

    [Theory]
    [InlineData(2)]
    [InlineData(600)]
    public async Task Reads_that_race_disposal_give_all_their_events_or_say_that_it_was_disposed(int events)
    {
        const int Rounds = 10;
        const int Readers = 50;
        for (var round = 0; round < Rounds; round++)
        {
            var store = OpenStore(options => options.MaxReaders = 1);
            if (round == 0)
            {
                await AppendAsync(store, [.. Enumerable.Range(0, events).Select(_ => Event())]);
            }

            using var started = new CountdownEvent(2);
            var reads = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadUntilDisposedAsync(store, events, started), Token)).ToArray();
            started.Wait(Token);

            await store.DisposeAsync();

            await Task.WhenAll(reads);
            OpenHandles().Should().BeEmpty();
        }

        File.Delete(Database);
    }

    private static async Task ReadUntilDisposedAsync(IEventStore store, int events, CountdownEvent started)
    {
        try
        {
            while (true)
            {
                (await ReadAsync(store)).Should().HaveCount(events);
                lock (started)
                {
                    _ = started.IsSet || started.Signal();
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The store, at the beginning of a read or between two pages of it.
        }
    }
}
