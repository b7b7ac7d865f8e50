namespace EventStore.Conflicts.ContractTests;

/// <summary>What a successful append says.</summary>
public abstract class AppendResultContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected AppendResultContract() => store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());

    [Fact]
    public async Task An_append_of_what_nobody_has_overtaken_is_appended()
    {
        var stream = await StreamOfAsync(store, ARaise(), ARaise());

        var result = await store.AppendAsync(stream, Exactly(2), ANote(), ANote(), ANote());

        result.Outcome.Should().Be(AppendOutcome.Appended);
        result.Version.Should().Be(5);
        result.Versions.Should().Be(new VersionRange(3, 5));
        result.Concurrent.Should().BeNull();
        result.Next.Should().Be(Exactly(5));
    }

    [Fact]
    public async Task A_stale_append_that_goes_through_is_admitted_and_names_what_its_caller_has_not_seen()
    {
        var stream = await StreamOfAsync(store, ARaise(), ARaise(), ARaise());

        var result = await store.AppendAsync(stream, Exactly(1), ANote());

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Version.Should().Be(4);
        result.Versions.Should().Be(new VersionRange(4, 4));
        result.Concurrent.Should().Be(new VersionRange(2, 3));
        result.Next.Seen.Should().Be(1, "the caller has still not seen 2 and 3");
        result.Next.Own.Should().Equal(new VersionRange(4, 4));
    }

    [Fact]
    public async Task The_position_is_that_of_the_last_event()
    {
        var stream = NewStream();

        var result = await store.AppendAsync(stream, Any, Notes(3));

        result.Position.Should().Be((await store.ReadAsync(stream))[^1].Position);
    }

    [Fact]
    public async Task A_first_append_may_hold_many_events_numbered_from_1_in_their_order()
    {
        var stream = NewStream();
        var events = Notes(50);

        var result = await store.AppendAsync(stream, NoStream, events);

        result.Versions.Should().Be(new VersionRange(1, 50));
        var stored = await store.ReadAsync(stream);
        stored.Select(each => each.Id).Should().Equal(events.Select(each => each.Id));
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, 50).Select(version => (long)version));
    }

    [Fact]
    public async Task What_the_caller_does_with_its_list_afterwards_changes_nothing()
    {
        var stream = NewStream();
        var batch = Notes(3).ToList();
        var ids = batch.ConvertAll(each => each.Id);

        var appending = store.AppendToStreamAsync(stream, NoStream, batch, cancellationToken: Token);
        batch.Clear();

        (await appending).Version.Should().Be(3);
        (await store.IdsAsync(stream)).Should().Equal(ids);
    }

    [Fact]
    public async Task After_an_assertion_of_nothing_the_next_one_asserts_nothing()
    {
        var stream = NewStream();

        (await store.AppendAsync(stream, Any, ANote())).Next.Should().Be(Any);
        (await store.AppendAsync(stream, StreamExists, ANote())).Next.Should().Be(StreamExists);
    }

    [Fact]
    public async Task After_NoStream_the_caller_has_seen_its_own_events() =>
        (await store.AppendAsync(NewStream(), NoStream, Notes(3))).Next.Should().Be(Exactly(3));

    [Fact]
    public async Task An_append_that_asserts_nothing_names_no_concurrent_events()
    {
        var stream = await StreamOfAsync(store, Notes(3));

        (await store.AppendAsync(stream, Any, ANote())).Concurrent.Should().BeNull();
        (await store.AppendAsync(stream, StreamExists, ANote())).Concurrent.Should().BeNull();
    }

    [Fact]
    public async Task Events_say_which_version_their_writer_decided_on()
    {
        var stream = await StreamOfAsync(store, ANote());
        await store.AppendAsync(stream, Exactly(1), ANote());
        await store.AppendAsync(stream, Exactly(0), ANote());
        await store.AppendAsync(stream, DecidedAt(3, seen: 1), ANote(), ANote());
        await store.AppendAsync(stream, Any, ANote());
        await store.AppendAsync(stream, StreamExists, ANote());

        (await store.ReadAsync(stream)).Select(each => each.DecidedAt).Should().Equal(0, 1, 0, 3, 3, null, null);
    }
}
