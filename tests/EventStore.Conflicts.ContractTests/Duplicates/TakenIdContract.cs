namespace EventStore.Conflicts.ContractTests;

/// <summary>An id that names another event already: a clash, whatever version is expected. Nothing is written.</summary>
public abstract class TakenIdContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected TakenIdContract() => store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());

    [Fact]
    public async Task A_batch_of_which_only_some_are_there_is_a_clash()
    {
        var old = ANote();
        var client = await StreamOfAsync(store, ARaise(), old);

        await RefusedAsync<DuplicateEventException>(store, client, Exactly(2), old, ANote());
        await RefusedAsync<DuplicateEventException>(store, client, Exactly(2), ANote(), old);
        await RefusedAsync<DuplicateEventException>(store, client, Any, ANote(), old, ANote());
    }

    [Fact]
    public async Task A_batch_in_another_order_is_a_clash()
    {
        var (one, other) = (ANote(), ANote());
        var client = await StreamOfAsync(store, one, other);

        await RefusedAsync<DuplicateEventException>(store, client, Any, other, one);
    }

    [Fact]
    public async Task Events_that_do_not_stand_next_to_each_other_are_a_clash()
    {
        var (one, between, other) = (ANote(), ANote(), ANote());
        var client = await StreamOfAsync(store, one, between, other);

        await RefusedAsync<DuplicateEventException>(store, client, Any, one, other);
    }

    [Fact]
    public async Task An_id_of_another_stream_is_a_clash_that_names_where_it_stands()
    {
        var taken = ANote();
        var theirs = await StreamOfAsync(store, ARaise(), taken);
        var mine = NewStream();

        var clash = await RefusedAsync<DuplicateEventException>(store, mine, NoStream, ANote(), taken);

        clash.Stream.Should().Be(mine);
        clash.Existing.Id.Should().Be(taken.Id);
        clash.Existing.Stream.Should().Be(theirs);
        clash.Existing.Version.Should().Be(2);
        clash.Existing.Type.Should().Be(MeetingNoteAdded.TypeName);
        clash.Existing.IsDropped.Should().BeFalse();
        clash.Message.Should().Contain(theirs.Value).And.Contain(taken.Id.ToString());
    }

    [Fact]
    public async Task An_id_that_a_merge_dropped_is_a_clash_that_says_so()
    {
        var theirs = await StreamOfAsync(store, ARaise());
        var dropped = StorageAppends.Dropped(MeetingNoteAdded.TypeName);
        await Engine.Storage.SendAsync(theirs, Exactly(0), [dropped]);

        var clash = await RefusedAsync<DuplicateEventException>(store, NewStream(), Any, ANote(id: dropped.Id));

        clash.Existing.IsDropped.Should().BeTrue();
        (clash.Existing.Stream, clash.Existing.Version, clash.Existing.Type).Should().Be((theirs, 1, MeetingNoteAdded.TypeName));
        clash.Message.Should().Contain($"an event that a merge dropped after version 1 of stream '{theirs}'");
    }

    [Fact]
    public async Task An_id_under_another_type_is_a_clash()
    {
        var id = Guid.CreateVersion7();
        var client = await StreamOfAsync(store, ANote(id: id));

        await RefusedAsync<DuplicateEventException>(store, client, Exactly(0), ARaise(id: id));
        await RefusedAsync<DuplicateEventException>(store, client, Exactly(0), ARawEvent("Meeting-Note-Added", id: id));
    }

    [Fact]
    public async Task A_whole_batch_that_another_stream_holds_is_a_clash()
    {
        var batch = Notes(3);
        await StreamOfAsync(store, batch);

        await RefusedAsync<DuplicateEventException>(store, NewStream(), Any, batch);
    }

    [Fact]
    public async Task The_clash_is_found_before_the_version_is_looked_at()
    {
        var old = ARaise();
        var client = await StreamOfAsync(store, old, ARaise());

        await RefusedAsync<DuplicateEventException>(store, client, Exactly(99), old, ARaise());
        await RefusedAsync<DuplicateEventException>(store, client, Exactly(1), old, ARaise());
        await RefusedAsync<DuplicateEventException>(store, client, NoStream, old, ARaise());
    }

    [Fact]
    public async Task The_same_id_twice_in_one_batch_is_an_argument_error_and_writes_nothing()
    {
        var client = await StreamOfAsync(store, ANote());
        var id = Guid.CreateVersion7();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync(client, Any, ANote(id: id), ANote(), ARaise(id: id)));

        error.Message.Should().Contain(id.ToString()).And.Contain("index 2");
        (await store.ReadAsync(client)).Should().HaveCount(1);
        (await store.FindEventAsync(id, Token)).Should().BeNull();
    }

    [Fact]
    public async Task The_ids_of_a_refused_batch_are_still_free()
    {
        var batch = new[] { ARaise(), ARaise() };
        var client = await StreamOfAsync(store, ANote());
        await RefusedAsync<StreamConflictException>(store, client, Exactly(0), batch);

        (await store.AppendAsync(client, Exactly(1), batch)).Outcome.Should().Be(AppendOutcome.Appended);
    }
}
