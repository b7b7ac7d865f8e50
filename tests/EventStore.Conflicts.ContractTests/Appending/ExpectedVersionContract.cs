namespace EventStore.Conflicts.ContractTests;

/// <summary>What each kind of expected version says of a stream that is fresh, moved on, behind or absent; no rules are registered.</summary>
public abstract class ExpectedVersionContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected ExpectedVersionContract() => store = OpenStore();

    [Fact]
    public async Task Exactly_the_version_of_the_stream_appends()
    {
        var stream = await StreamOfAsync(store, Notes(2));

        var result = await store.AppendAsync(stream, Exactly(2), ANote());

        result.Version.Should().Be(3);
        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(3);
    }

    [Fact]
    public async Task Exactly_0_on_an_absent_stream_brings_it_into_being()
    {
        var stream = NewStream();

        (await store.AppendAsync(stream, Exactly(0), ANote())).Version.Should().Be(1);
        (await store.IdsAsync(stream)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Exactly_an_older_version_is_stale_and_an_unregistered_type_is_refused()
    {
        var stream = await StreamOfAsync(store, Notes(3));

        var refusal = await RefusedAsync<StreamConflictException>(store, stream, Exactly(2), ANote());

        refusal.Actual.Should().Be(3);
        refusal.Expected.Should().Be(Exactly(2));
    }

    [Fact]
    public async Task Exactly_0_on_an_existing_stream_is_stale_like_any_other_version() =>
        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, Notes(1)), Exactly(0), ANote());

    [Fact]
    public async Task Exactly_a_version_the_stream_has_not_reached_is_wrong()
    {
        var refusal = await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(3)), Exactly(4), ANote());

        refusal.Actual.Should().Be(3);
        refusal.Expected.Should().Be(Exactly(4));
    }

    [Fact]
    public async Task Exactly_a_version_of_an_absent_stream_is_wrong() =>
        (await RefusedAsync<WrongExpectedVersionException>(store, NewStream(), Exactly(1), ANote())).Actual.Should().Be(0);

    [Fact]
    public async Task NoStream_on_an_absent_stream_appends() =>
        (await store.AppendAsync(NewStream(), NoStream, ANote())).Version.Should().Be(1);

    [Fact]
    public async Task NoStream_on_an_existing_stream_is_wrong() =>
        (await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(1)), NoStream, ANote())).Actual.Should().Be(1);

    [Fact]
    public async Task StreamExists_on_an_existing_stream_appends() =>
        (await store.AppendAsync(await StreamOfAsync(store, Notes(2)), StreamExists, ANote())).Version.Should().Be(3);

    [Fact]
    public async Task StreamExists_on_an_absent_stream_is_wrong() =>
        (await RefusedAsync<WrongExpectedVersionException>(store, NewStream(), StreamExists, ANote())).Actual.Should().Be(0);

    [Fact]
    public async Task Any_appends_to_an_absent_and_to_an_existing_stream()
    {
        var stream = NewStream();

        (await store.AppendAsync(stream, Any, ANote())).Version.Should().Be(1);
        (await store.AppendAsync(stream, Any, ANote())).Version.Should().Be(2);
    }

    [Fact]
    public async Task DecidedAt_the_version_of_the_stream_by_somebody_who_saw_it_appends()
    {
        var stream = await StreamOfAsync(store, Notes(2));

        (await store.AppendAsync(stream, DecidedAt(2, seen: 2), ANote())).Version.Should().Be(3);
    }

    [Fact]
    public async Task DecidedAt_0_brings_an_absent_stream_into_being() =>
        (await store.AppendAsync(NewStream(), DecidedAt(0, seen: 0), ANote())).Version.Should().Be(1);

    [Fact]
    public async Task DecidedAt_a_version_the_stream_has_not_reached_is_wrong() =>
        await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(2)), DecidedAt(3, seen: 1), ANote());

    [Fact]
    public async Task Streams_do_not_know_of_each_other()
    {
        var one = await StreamOfAsync(store, Notes(3));
        var other = await StreamOfAsync(store, Notes(1));

        (await store.AppendAsync(other, Exactly(1), ANote())).Version.Should().Be(2);
        (await store.AppendAsync(one, Exactly(3), ANote())).Version.Should().Be(4);
    }
}
