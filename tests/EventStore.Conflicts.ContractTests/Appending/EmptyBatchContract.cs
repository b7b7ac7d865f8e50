namespace EventStore.Conflicts.ContractTests;

/// <summary>An empty batch only checks its condition, and is refused like an unregistered type.</summary>
public abstract class EmptyBatchContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected EmptyBatchContract() => store = OpenStore(rules => rules
        .For<MeetingNoteAdded>().NeverConflicts());

    [Fact]
    public async Task An_empty_batch_whose_condition_holds_writes_nothing()
    {
        var stream = await StreamOfAsync(store, Notes(2));

        var result = await store.AppendAsync(stream, Exactly(2));

        result.Outcome.Should().Be(AppendOutcome.Appended);
        result.Version.Should().Be(2);
        result.Versions.Should().BeNull();
        result.Position.Should().BeNull();
        result.Concurrent.Should().BeNull();
        result.Next.Should().Be(Exactly(2));
        (await store.ReadAsync(stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_empty_batch_brings_no_stream_into_being()
    {
        var stream = NewStream();

        (await store.AppendAsync(stream, NoStream)).Version.Should().Be(0);
        (await store.AppendAsync(stream, Any)).Version.Should().Be(0);
        (await store.AppendAsync(stream, Exactly(0))).Version.Should().Be(0);

        (await store.ListStreamsAsync(stream.Value, cancellationToken: Token)).Streams.Should().BeEmpty();
        await RefusedAsync<WrongExpectedVersionException>(store, stream, StreamExists);
    }

    [Fact]
    public async Task A_stale_empty_batch_is_refused_for_anything()
    {
        var stream = await StreamOfAsync(store, Notes(3));

        var refusal = await RefusedAsync<StreamConflictException>(store, stream, Exactly(2));

        var conflict = refusal.Conflicts.Should().ContainSingle().Subject;
        conflict.IncomingIndex.Should().BeNull();
        conflict.IncomingType.Should().BeNull();
        conflict.ConcurrentVersion.Should().Be(3);
        conflict.Rule.Kind.Should().Be(ConflictRuleKind.NotRegistered);
    }

    [Fact]
    public async Task An_empty_batch_is_held_to_every_assertion()
    {
        var stream = await StreamOfAsync(store, Notes(2));

        await RefusedAsync<WrongExpectedVersionException>(store, stream, NoStream);
        await RefusedAsync<WrongExpectedVersionException>(store, stream, Exactly(3));
        await RefusedAsync<StreamConflictException>(store, stream, DecidedAt(2, seen: 1));
        (await store.AppendAsync(stream, StreamExists)).Version.Should().Be(2);
        (await store.AppendAsync(stream, DecidedAt(2, seen: 2))).Version.Should().Be(2);
    }

    [Fact]
    public async Task An_empty_batch_leaves_out_the_events_its_caller_wrote_itself()
    {
        var stream = await StreamOfAsync(store, ANote());
        var first = await store.AppendAsync(stream, Exactly(1), ANote());

        (await store.AppendAsync(stream, first.Next)).Version.Should().Be(2);
        await store.AppendAsync(stream, Any, ARaise());
        await RefusedAsync<StreamConflictException>(store, stream, first.Next);
    }
}
