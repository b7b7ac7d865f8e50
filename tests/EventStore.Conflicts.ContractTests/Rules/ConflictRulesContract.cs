namespace EventStore.Conflicts.ContractTests;

/// <summary>What a rule lets through when an append of one event is stale.</summary>
public abstract class ConflictRulesContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    [Fact]
    public async Task Stale_append_of_an_unregistered_type_is_refused_and_writes_nothing()
    {
        var store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());
        var client = await StreamOfAsync(store, ARaise(), ANote());

        await RefusedAsync<StreamConflictException>(store, client, Exactly(1), ARaise());
    }

    [Fact]
    public async Task A_type_that_never_conflicts_is_admitted_however_far_behind()
    {
        var store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());
        var client = await StreamOfAsync(store, [.. Enumerable.Range(1, 300).Select(value => ARaise(value))]);

        var result = await store.AppendAsync(client, Exactly(0), ANote());

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Concurrent.Should().Be(new VersionRange(1, 300));
    }

    [Fact]
    public async Task A_listed_conflict_is_refused_and_anything_else_is_admitted()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWith<ArticleDiscontinued>().ConflictsWithItself());
        var harmless = await StreamOfAsync(store, ANote(), AStockCount(), ANote(), ARawEvent("not-known-to-anybody"));
        var harmful = await StreamOfAsync(store, ANote(), AStockCount(), ADiscontinuation(), ANote());

        (await store.AppendAsync(harmless, Exactly(1), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, harmful, Exactly(1), APriceChange());
    }

    [Fact]
    public async Task A_conflict_that_the_caller_had_seen_is_no_conflict()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWith<ArticleDiscontinued>().CompatibleWithItself());
        var article = await StreamOfAsync(store, ADiscontinuation(), ANote());

        (await store.AppendAsync(article, Exactly(1), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());
    }

    [Fact]
    public async Task A_conflict_goes_one_way_unless_it_is_declared_both_ways()
    {
        var store = OpenStore(rules =>
        {
            rules.For<PriceChanged>().ConflictsWith<StockCounted>().CompatibleWithItself();
            rules.For<StockCounted>().ConflictsWith<ArticleDiscontinued>().CompatibleWithItself();
        });

        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, AStockCount()), Exactly(0), APriceChange());
        (await store.AppendAsync(await StreamOfAsync(store, APriceChange()), Exactly(0), AStockCount())).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    [Fact]
    public async Task Two_of_a_type_that_conflicts_with_itself_are_refused()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself());

        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, APriceChange()), Exactly(0), APriceChange());
        (await store.AppendAsync(await StreamOfAsync(store, ANote()), Exactly(0), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    [Fact]
    public async Task Two_of_a_type_that_is_compatible_with_itself_are_admitted()
    {
        var store = OpenStore(rules => rules.For<StockCounted>().ConflictsWith<ArticleDiscontinued>().CompatibleWithItself());

        (await store.AppendAsync(await StreamOfAsync(store, AStockCount()), Exactly(0), AStockCount())).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    [Fact]
    public async Task A_type_compatible_only_with_a_list_is_refused_for_all_others_even_unknown_ones()
    {
        var store = OpenStore(rules => rules.For<ClientValueRaised>().CompatibleOnlyWith<MeetingNoteAdded>());
        var notes = await StreamOfAsync(store, Notes(3));
        var unknown = await StreamOfAsync(store, ANote(), ARawEvent("not-known-to-anybody"));

        (await store.AppendAsync(notes, Exactly(1), ARaise())).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, unknown, Exactly(1), ARaise());
    }

    [Fact]
    public async Task A_type_compatible_only_with_a_list_that_leaves_it_out_conflicts_with_itself()
    {
        var store = OpenStore(rules => rules.For<ClientValueRaised>().CompatibleOnlyWith<MeetingNoteAdded>());

        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, ARaise()), Exactly(0), ARaise());
    }

    [Fact]
    public async Task Types_are_told_apart_by_the_case_of_their_names()
    {
        var store = OpenStore(rules => rules.For("saved").ConflictsWith(["Saved"]).CompatibleWithItself());

        (await store.AppendAsync(await StreamOfAsync(store, ARawEvent("saved")), Exactly(0), ARawEvent("saved"))).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, ARawEvent("Saved")), Exactly(0), ARawEvent("saved"));
    }
}
