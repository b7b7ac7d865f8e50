namespace EventStore.Conflicts.ContractTests;

/// <summary>A decision on version h for somebody who had seen n: rules judge what came after n up to h, and anything later refuses.</summary>
public abstract class DecidedAtContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected DecidedAtContract() => store = OpenStore(rules =>
    {
        rules.For<MeetingNoteAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWithItself();
    });

    [Fact]
    public async Task What_came_between_is_judged_by_the_rules()
    {
        var compatible = await StreamOfAsync(store, ANote(), ANote(), ANote());
        var conflicting = await StreamOfAsync(store, ANote(), APriceChange(), ANote());

        var result = await store.AppendAsync(compatible, DecidedAt(3, seen: 1), APriceChange());

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Concurrent.Should().Be(new VersionRange(2, 3));
        var refusal = await RefusedAsync<StreamConflictException>(store, conflicting, DecidedAt(3, seen: 1), APriceChange());
        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(2);
    }

    [Fact]
    public async Task What_the_asker_had_seen_is_not_judged() =>
        (await store.AppendAsync(await StreamOfAsync(store, APriceChange(), ANote()), DecidedAt(2, seen: 1), APriceChange()))
            .Outcome.Should().Be(AppendOutcome.Admitted);

    [Fact]
    public async Task Anything_after_the_decision_refuses_even_a_type_that_never_conflicts()
    {
        var client = await StreamOfAsync(store, ANote(), ANote(), ANote());

        var refusal = await RefusedAsync<StreamConflictException>(store, client, DecidedAt(2, seen: 1), ANote());

        var conflict = refusal.Conflicts.Should().ContainSingle().Subject;
        conflict.ConcurrentVersion.Should().Be(3);
        conflict.Rule.Kind.Should().Be(ConflictRuleKind.AfterDecision);
    }

    [Fact]
    public async Task Anything_after_the_decision_refuses_where_the_asker_had_seen_all_of_it() =>
        await RefusedAsync<StreamConflictException>(
            store, await StreamOfAsync(store, ANote(), ANote()), DecidedAt(1, seen: 1), ANote());

    [Fact]
    public async Task A_refusal_tells_conflicts_before_the_decision_from_events_after_it()
    {
        var article = await StreamOfAsync(store, ANote(), APriceChange(), ANote(), ANote());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, DecidedAt(3, seen: 1), APriceChange());

        refusal.Conflicts.Select(each => (each.ConcurrentVersion, each.Rule.Kind)).Should().Equal(
            (2, ConflictRuleKind.ConflictsWith), (4, ConflictRuleKind.AfterDecision));
    }

    [Fact]
    public async Task An_unregistered_type_is_refused_for_anything_the_asker_had_not_seen() =>
        await RefusedAsync<StreamConflictException>(
            store, await StreamOfAsync(store, ANote(), ANote()), DecidedAt(2, seen: 1), ARaise());

    [Fact]
    public async Task After_it_the_next_expectation_still_says_what_the_asker_had_seen()
    {
        var client = await StreamOfAsync(store, ANote(), ANote(), ANote());

        var next = (await store.AppendAsync(client, DecidedAt(3, seen: 1), ANote())).Next;

        next.Seen.Should().Be(1);
        next.Own.Should().Equal(new VersionRange(4, 4));
    }
}
