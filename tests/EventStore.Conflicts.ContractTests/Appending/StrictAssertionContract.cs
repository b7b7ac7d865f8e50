namespace EventStore.Conflicts.ContractTests;

/// <summary>Assertions that no conflict rule can mend, and the one that needs no mending. All types here never conflict.</summary>
public abstract class StrictAssertionContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected StrictAssertionContract() => store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());

    [Fact]
    public async Task A_version_ahead_of_the_stream_is_refused_however_lenient_the_rules() =>
        await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(2)), Exactly(3), ANote());

    [Fact]
    public async Task A_version_of_an_absent_stream_is_refused_however_lenient_the_rules() =>
        await RefusedAsync<WrongExpectedVersionException>(store, NewStream(), Exactly(7), ANote());

    [Fact]
    public async Task A_decision_ahead_of_the_stream_is_refused_however_lenient_the_rules() =>
        await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(2)), DecidedAt(3, seen: 0), ANote());

    [Fact]
    public async Task NoStream_never_consults_the_rules() =>
        await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(2)), NoStream, ANote());

    [Fact]
    public async Task StreamExists_never_consults_the_rules() =>
        await RefusedAsync<WrongExpectedVersionException>(store, NewStream(), StreamExists, ANote());

    [Fact]
    public async Task StreamExists_appends_even_a_type_that_conflicts_with_everything() =>
        (await store.AppendAsync(await StreamOfAsync(store, Notes(5)), StreamExists, ARaise())).Outcome.Should().Be(AppendOutcome.Appended);

    [Fact]
    public async Task Any_is_never_refused_even_for_a_type_that_conflicts_with_everything()
    {
        var stream = await StreamOfAsync(store, Notes(5));

        var result = await store.AppendAsync(stream, Any, ARaise());

        result.Outcome.Should().Be(AppendOutcome.Appended);
        result.Version.Should().Be(6);
    }

    [Fact]
    public async Task A_version_far_ahead_is_refused_without_harm() =>
        await RefusedAsync<WrongExpectedVersionException>(store, await StreamOfAsync(store, Notes(1)), Exactly(long.MaxValue), ANote());
}
