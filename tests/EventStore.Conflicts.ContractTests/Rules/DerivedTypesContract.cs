namespace EventStore.Conflicts.ContractTests;

/// <summary>Rules for all types that share a base type, an interface, or a pattern of names; and what is said of one of them beats those.</summary>
public abstract class DerivedTypesContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    [Fact]
    public async Task A_conflict_with_a_base_type_is_one_with_every_type_derived_from_it()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWith<IStockEvent>().IncludingDerived().CompatibleWithItself());

        foreach (var theirs in new[] { AStockCount(), AStockChange(1, 2) })
        {
            await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, theirs), Exactly(0), APriceChange());
        }

        (await store.AppendAsync(await StreamOfAsync(store, ANote()), Exactly(0), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    [Fact]
    public async Task The_type_itself_beats_its_base_type()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWith<IStockEvent>().IncludingDerived().CompatibleWith<StockCounted>().CompatibleWithItself());

        (await store.AppendAsync(await StreamOfAsync(store, AStockCount()), Exactly(0), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, AStockChange(1, 2)), Exactly(0), APriceChange());
    }

    [Fact]
    public async Task Rules_of_a_base_type_are_rules_of_every_type_derived_from_it_but_those_with_their_own()
    {
        var store = OpenStore(rules =>
        {
            rules.For<IStockEvent>().IncludingDerived().ConflictsWithItself();
            rules.For<StockCounted>().NeverConflicts();
        });

        (await store.AppendAsync(await StreamOfAsync(store, AStockCount()), Exactly(0), AStockChange(1, 2))).Outcome
            .Should().Be(AppendOutcome.Admitted, "itself is the event's own type");
        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, AStockChange(1, 2)), Exactly(0), AStockChange(1, 2));
        (await store.AppendAsync(await StreamOfAsync(store, AStockCount()), Exactly(0), AStockCount())).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    [Fact]
    public async Task A_predicate_sees_derived_events_as_their_base_type()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWith<IStockEvent>().IncludingDerived().When((_, theirs) => theirs is StockChanged { To: 0 })
            .CompatibleWithItself());

        (await store.AppendAsync(await StreamOfAsync(store, AStockCount(), AStockChange(1, 2)), Exactly(0), APriceChange())).Outcome
            .Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, AStockChange(1, 0)), Exactly(0), APriceChange());
    }

    [Fact]
    public async Task A_pattern_matches_names_that_nobody_knew_when_the_rules_were_made()
    {
        var store = OpenStore(rules =>
        {
            rules.For("order-*").ConflictsWith(["stock-*"]).CompatibleWith(["stock-counted"]).ConflictsWithItself();
            rules.For("note").CompatibleOnlyWith(["order-*"]);
        });
        var order = await StreamOfAsync(store, ARawEvent("order-paid"), ARawEvent("stock-lost-last-night"));

        await RefusedAsync<StreamConflictException>(store, order, Exactly(1), ARawEvent("order-sent"));
        (await store.AppendAsync(order, Exactly(2), ARawEvent("stock-counted", """{"sku":"tea","count":1}"""))).Outcome.Should().Be(AppendOutcome.Appended);
        (await store.AppendAsync(order, Exactly(2), ARawEvent("order-sent"))).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(store, order, Exactly(3), ARawEvent("order-sent"));
        (await store.AppendAsync(order, Exactly(3), ARawEvent("note"))).Outcome.Should().Be(AppendOutcome.Admitted, "only an order event came after");
        await RefusedAsync<StreamConflictException>(store, order, Exactly(2), ARawEvent("note"));
    }

    [Fact]
    public async Task In_a_strict_registry_what_nobody_declared_conflicts()
    {
        var store = Engine.OpenStore(builder => builder
            .MapEvents(types => types.Map<MeetingNoteAdded>(MeetingNoteAdded.TypeName).Map<PriceChanged>(PriceChanged.TypeName))
            .ConfigureConflicts(rules =>
            {
                rules.RequireEveryPairDeclared();
                rules.For<MeetingNoteAdded>().NeverConflicts();
                rules.For<PriceChanged>().ConflictsWithItself().CompatibleWith<MeetingNoteAdded>();
            }));
        var article = await StreamOfAsync(store, ANote(), ARawEvent("added-later"));

        (await store.AppendAsync(article, Exactly(0), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        refusal.Conflicts.Should().ContainSingle().Which.Rule.Kind.Should().Be(ConflictRuleKind.Undeclared);
    }
}
