namespace EventStore.Conflicts.ContractTests;

/// <summary>A token that is cancelled before the call: every member gives up, and nothing is written.</summary>
public abstract class CancellationContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly IEventStore store;

    protected CancellationContract() => store = OpenStore();

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        var stream = await StreamOfAsync(store, ANote());
        var note = ANote();

        await GivesUpAsync(() => store.AppendToStreamAsync(stream, Exactly(1), [note], cancellationToken: Cancelled));

        (await store.ReadAsync(stream)).Should().HaveCount(1);
        (await store.AppendAsync(stream, Exactly(1), note)).Outcome.Should().Be(AppendOutcome.Appended);
    }

    [Fact]
    public async Task A_cancelled_append_to_an_absent_stream_does_not_bring_it_into_being()
    {
        var stream = NewStream();

        await GivesUpAsync(() => store.AppendToStreamAsync(stream, Any, [ANote()], cancellationToken: Cancelled));

        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(0);
    }

    [Fact]
    public async Task Cancelled_reads_give_up()
    {
        var note = ANote();
        var stream = NewStream();
        var appended = await store.AppendVisiblyAsync(stream, note);

        await GivesUpAsync(async () => await store.ReadStreamAsync(stream, cancellationToken: Cancelled).ToListAsync(CancellationToken.None));
        await GivesUpAsync(async () => await store.ReadAllAsync(cancellationToken: Cancelled).ToListAsync(CancellationToken.None));
        await GivesUpAsync(() => store.GetStreamVersionAsync(stream, Cancelled));
        await GivesUpAsync(() => store.FindEventAsync(note.Id, Cancelled));
        await GivesUpAsync(() => store.FindEventKeyAsync(note.Id, Cancelled));
        await GivesUpAsync(() => store.ListStreamsAsync(cancellationToken: Cancelled));
        await GivesUpAsync(() => store.WaitUntilVisibleAsync(appended.Position!.Value, Cancelled));
    }

    [Fact]
    public async Task Cancelled_reads_give_up_where_there_is_nothing_to_read_too()
    {
        await GivesUpAsync(async () => await store.ReadStreamAsync(NewStream(), cancellationToken: Cancelled).ToListAsync(CancellationToken.None));
        await GivesUpAsync(async () => await store.ReadAllAsync(cancellationToken: Cancelled).ToListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_enumeration_gives_up_by_the_token_of_its_reader_too()
    {
        var stream = NewStream();
        await store.AppendVisiblyAsync(stream, ANote());

        await GivesUpAsync(async () => await store.ReadStreamAsync(stream, cancellationToken: Token).ToListAsync(Cancelled));
        await GivesUpAsync(async () => await store.ReadAllAsync(cancellationToken: Token).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task An_enumeration_that_is_cancelled_half_way_gives_up()
    {
        var stream = NewStream();
        await store.AppendVisiblyAsync(stream, Notes(1_000));

        await GivesUpAsync(() => ReadSomeAsync(token => store.ReadStreamAsync(stream, cancellationToken: token)));
        await GivesUpAsync(() => ReadSomeAsync(token => store.ReadStreamAsync(stream, ReadDirection.Backwards, cancellationToken: token)));
        await GivesUpAsync(() => ReadSomeAsync(token => store.ReadAllAsync(cancellationToken: token)));
    }

    private static async Task ReadSomeAsync(Func<CancellationToken, IAsyncEnumerable<RecordedEvent>> read)
    {
        using var source = new CancellationTokenSource();
        await foreach (var each in read(source.Token))
        {
            await source.CancelAsync();
        }
    }

    private static async Task GivesUpAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
}
