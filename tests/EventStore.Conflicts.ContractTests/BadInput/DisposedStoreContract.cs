namespace EventStore.Conflicts.ContractTests;

/// <summary>After disposal every member says so; disposing again does no harm.</summary>
public abstract class DisposedStoreContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected DisposedStoreContract() => store = OpenStore();

    [Fact]
    public async Task After_async_disposal_every_member_says_so()
    {
        var note = ANote();
        var stream = NewStream();
        var appended = await store.AppendVisiblyAsync(stream, note);
        await store.DisposeAsync();

        await EveryMemberSaysSoAsync(stream, note, appended);
    }

    [Fact]
    public async Task After_disposal_every_member_says_so()
    {
        var note = ANote();
        var stream = NewStream();
        var appended = await store.AppendVisiblyAsync(stream, note);
        DisposeNow(store);

        await EveryMemberSaysSoAsync(stream, note, appended);
    }

    [Fact]
    public async Task A_store_that_was_never_used_can_be_disposed_twice_both_ways()
    {
        DisposeNow(store);
        await store.DisposeAsync();
        DisposeNow(store);
        await store.DisposeAsync();

        await SaysSoAsync(() => store.AppendAsync(NewStream(), Any, ANote()));
    }

    [Fact]
    public async Task An_enumeration_that_was_begun_before_says_so_or_ends_and_never_invents_anything()
    {
        var stream = await StreamOfAsync(store, Notes(1_000));
        var read = new List<long>();

        var problem = await Record.ExceptionAsync(async () =>
        {
            await foreach (var each in store.ReadStreamAsync(stream, cancellationToken: Token))
            {
                read.Add(each.Version);
                if (read.Count == 1)
                {
                    await store.DisposeAsync();
                }
            }
        });

        (problem is ObjectDisposedException || (problem is null && read.Count == 1_000)).Should().BeTrue("got {0} after {1} events", problem, read.Count);
        read.Should().Equal(Enumerable.Range(1, read.Count).Select(version => (long)version));
    }

    private async Task EveryMemberSaysSoAsync(StreamId stream, NewEvent note, AppendResult appended)
    {
        await SaysSoAsync(() => store.AppendAsync(stream, Any, ANote()));
        await SaysSoAsync(() => store.AppendAsync(stream, Any));
        await SaysSoAsync(() => store.ReadAsync(stream));
        await SaysSoAsync(() => store.ReadAsync(stream, ReadDirection.Backwards));
        await SaysSoAsync(() => store.ReadEverythingAsync());
        await SaysSoAsync(() => store.GetStreamVersionAsync(stream, Token));
        await SaysSoAsync(() => store.FindEventAsync(note.Id, Token));
        await SaysSoAsync(() => store.FindEventKeyAsync(note.Id, Token));
        await SaysSoAsync(() => store.ListStreamsAsync(cancellationToken: Token));
        await SaysSoAsync(() => store.WaitUntilVisibleAsync(appended.Position!.Value, Token));
    }

    // Synchronous disposal is under test here, so it must not be replaced by the asynchronous one.
    private static void DisposeNow(IDisposable disposable) => disposable.Dispose();

    private static async Task SaysSoAsync(Func<Task> call) => await Assert.ThrowsAsync<ObjectDisposedException>(call);
}
