namespace EventStore.Conflicts.ContractTests;

/// <summary>Finding an event by its id, and waiting until the whole store shows it.</summary>
public abstract class FindEventContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected FindEventContract() => store = OpenStore();

    [Fact]
    public async Task An_event_is_found_in_whichever_stream_it_is()
    {
        var (one, other) = (ANote("one"), ANote("other"));
        await StreamOfAsync(store, ANote(), one);
        var stream = await StreamOfAsync(store, ANote(), ANote(), other);

        var found = await store.FindEventAsync(other.Id, Token);

        found!.Stream.Should().Be(stream);
        found.Version.Should().Be(3);
        found.Data.Should().Be(new MeetingNoteAdded("other"));
        (await store.FindEventAsync(one.Id, Token))!.Version.Should().Be(2);
        (await store.FindEventKeyAsync(other.Id, Token)).Should().Be(new EventKey(stream, 3, other.Id, MeetingNoteAdded.TypeName, found.Timestamp));
    }

    [Fact]
    public async Task What_a_merge_dropped_is_no_event_but_its_id_is_known()
    {
        var dropping = OpenStore(rules => rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop));
        var article = await StreamOfAsync(dropping, ANote(), ADiscontinuation());
        var dropped = ADiscontinuation();
        await dropping.AppendAsync(article, Exactly(1), dropped);

        (await dropping.FindEventAsync(dropped.Id, Token)).Should().BeNull();
        var key = await dropping.FindEventKeyAsync(dropped.Id, Token);
        (key!.Value with { Timestamp = default }).Should().Be(new EventKey(article, 2, dropped.Id, ArticleDiscontinued.TypeName, default, IsDropped: true));
    }

    [Fact]
    public async Task An_id_that_names_no_event_finds_nothing()
    {
        await StreamOfAsync(store, ANote());

        (await store.FindEventAsync(Guid.CreateVersion7(), Token)).Should().BeNull();
        (await store.FindEventKeyAsync(Guid.CreateVersion7(), Token)).Should().BeNull();
    }

    [Fact]
    public async Task An_event_of_a_refused_append_is_not_found()
    {
        var note = ANote();
        await RefusedAsync<WrongExpectedVersionException>(store, NewStream(), Exactly(1), note);

        (await store.FindEventAsync(note.Id, Token)).Should().BeNull();
        (await store.FindEventKeyAsync(note.Id, Token)).Should().BeNull();
    }

    [Fact]
    public async Task What_was_waited_for_is_seen_by_a_reader_of_the_whole_store()
    {
        var note = ANote();
        var appended = await store.AppendAsync(NewStream(), Any, ANote(), note);

        await store.WaitUntilVisibleAsync(appended.Position!.Value, Token);

        (await store.ReadEverythingAsync()).Select(each => each.Id).Should().Contain(note.Id);
    }

    [Fact]
    public async Task The_start_is_always_visible()
    {
        await store.WaitUntilVisibleAsync(GlobalPosition.Start, Token);

        (await store.ReadEverythingAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Waiting_for_a_position_that_was_never_given_out_is_an_argument_error()
    {
        var last = (await store.AppendAsync(NewStream(), Any, ANote())).Position!.Value;
        var never = new GlobalPosition(last.Epoch + 1, last.Transaction + 1_000_000, last.Sequence + 1_000_000);

        (await Assert.ThrowsAnyAsync<ArgumentException>(() => store.WaitUntilVisibleAsync(never, Token)))
            .Message.Should().Contain(never.ToString());
    }
}
