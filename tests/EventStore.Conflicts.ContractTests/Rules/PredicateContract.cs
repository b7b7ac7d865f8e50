namespace EventStore.Conflicts.ContractTests;

/// <summary>Rules that look at both events: a predicate, or a key that both have.</summary>
public abstract class PredicateContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    [Fact]
    public async Task Only_events_for_which_the_predicate_is_true_conflict()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWith<StockCounted>().When((mine, theirs) => mine.Sku == theirs.Sku)
            .CompatibleWithItself());
        var article = await StreamOfAsync(store, AStockCount(sku: "coffee"), ANote(), AStockCount(sku: "milk"));

        (await store.AppendAsync(article, Exactly(0), APriceChange(sku: "tea"))).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(sku: "milk"));

        var conflict = refusal.Conflicts.Should().ContainSingle().Subject;
        (conflict.ConcurrentVersion, conflict.Rule.Kind).Should().Be((3, ConflictRuleKind.When));
        refusal.InnerException.Should().BeNull();
    }

    [Fact]
    public async Task Events_with_the_same_key_conflict_and_others_do_not()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWith<StockCounted>().SameBy(mine => mine.Sku, theirs => theirs.Sku, StringComparer.OrdinalIgnoreCase)
            .ConflictsWithItself().SameBy(each => each.Sku));
        var article = await StreamOfAsync(store, AStockCount(sku: "Coffee"), APriceChange(sku: "milk"));

        (await store.AppendAsync(article, Exactly(0), APriceChange(sku: "Milk"))).Outcome.Should().Be(AppendOutcome.Admitted, "keys are compared as the rule says");
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(sku: "coffee"));
        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(sku: "milk"));
        refusal.Conflicts.Should().ContainSingle().Which.Rule.Kind.Should().Be(ConflictRuleKind.SameBy);
    }

    [Fact]
    public async Task Metadata_and_ids_of_both_are_in_reach()
    {
        Engine.Clock.Set(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        EventPair? seen = null;
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWithItself().When((_, _, events) =>
            {
                seen = events;
                return events.Mine.Metadata.Headers["user"] != events.Theirs.Metadata.Headers["user"];
            }));
        var article = await StreamOfAsync(store, By("ann"));

        (await store.AppendAsync(article, Exactly(0), By("ann"))).Outcome.Should().Be(AppendOutcome.Admitted);
        var mine = By("bob");
        await RefusedAsync<StreamConflictException>(store, article, Exactly(1), mine);

        seen!.Mine.Id.Should().Be(mine.Id);
        (seen.Theirs.Stream, seen.Theirs.Version, seen.Theirs.Timestamp).Should().Be((article, 2, Engine.Clock.GetUtcNow()));

        static NewEvent By(string user) => new(
            new PriceChanged("tea", 1), metadata: new EventMetadata { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = user } });
    }

    [Fact]
    public async Task A_refusal_for_one_event_of_a_batch_still_asks_the_rules_of_the_others()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself().SameBy(each => each.Sku));
        var article = await StreamOfAsync(store, APriceChange(sku: "milk"));

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(sku: "tea"), ANote());

        var conflict = refusal.Conflicts.Should().ContainSingle().Subject;
        (conflict.IncomingIndex, conflict.Rule.Kind, conflict.Failure).Should().Be((1, ConflictRuleKind.NotRegistered, null));
        refusal.Report.Pairs.Should().HaveCount(2).And.ContainSingle(pair => pair.Outcome == PairOutcome.Compatible && pair.Rule.Kind == ConflictRuleKind.SameBy);
    }

    [Fact]
    public async Task A_predicate_that_throws_refuses_with_its_exception_inside()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself().When((_, _) => throw new TimeZoneNotFoundException("Nobody knows.")));
        var article = await StreamOfAsync(store, APriceChange());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        refusal.InnerException.Should().BeOfType<TimeZoneNotFoundException>();
        refusal.Conflicts.Should().ContainSingle().Which.Failure.Should().BeSameAs(refusal.InnerException);
        refusal.Message.Should().Contain("Nobody knows.");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_as_its_type_refuses()
    {
        var article = await StreamOfAsync(OpenRaw(), ARawEvent(PriceChanged.TypeName, """{"price":"cheap"}"""));
        var store = OpenStore(rules => rules.For<StockCounted>().ConflictsWith<PriceChanged>().When((_, _) => false).CompatibleWithItself());

        var refusal = await Assert.ThrowsAsync<StreamConflictException>(() => store.AppendAsync(article, Exactly(0), AStockCount()));

        refusal.InnerException.Should().BeOfType<EventSerializationException>();
        (await store.GetStreamVersionAsync(article, Token)).Should().Be(1);
    }

    [Fact]
    public async Task What_the_types_refuse_is_refused_whatever_a_predicate_says_of_other_pairs()
    {
        var asked = 0;
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWith<ArticleDiscontinued>()
            .ConflictsWithItself().When((_, _) =>
            {
                asked++;
                return false;
            }));
        var article = await StreamOfAsync(store, APriceChange(), ADiscontinuation());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentType.Should().Be(ArticleDiscontinued.TypeName);
        refusal.Report.PairCount.Should().Be(2);
        asked.Should().Be(1);
    }

    [Fact]
    public async Task Every_pair_of_a_batch_is_asked_and_all_or_nothing_is_appended()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself().SameBy(each => each.Sku));
        var article = await StreamOfAsync(store, APriceChange(sku: "milk"), APriceChange(sku: "tea"));

        var refusal = await RefusedAsync<StreamConflictException>(
            store, article, Exactly(0), APriceChange(sku: "tea"), APriceChange(sku: "coffee"), APriceChange(sku: "milk"));

        refusal.Conflicts.Select(each => (each.ConcurrentVersion, each.IncomingIndex)).Should().Equal((1, 2), (2, 0));
        refusal.Report.PairCount.Should().Be(6);
    }

    [Fact]
    public async Task The_callers_own_events_and_what_came_after_the_decision_are_not_asked_about()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself().SameBy(each => each.Sku));
        var article = await StreamOfAsync(store, APriceChange(sku: "milk"));
        var own = await store.AppendAsync(article, Exactly(0), APriceChange(sku: "tea"));

        (await store.AppendAsync(article, own.Next, APriceChange(sku: "tea"))).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, article, DecidedAt(1, seen: 0), APriceChange(sku: "coffee"));
        refusal.Conflicts.Should().OnlyContain(each => each.Rule.Kind == ConflictRuleKind.AfterDecision);
    }

    [Fact]
    public async Task Rules_by_name_look_at_the_JSON()
    {
        var store = OpenStore(rules =>
        {
            rules.For("line-changed").ConflictsWith(["line-removed"]).SameBy("line", "removed").ConflictsWithItself().SameBy("line");
            rules.For("line-split").ConflictsWith(["line-removed"])
                .When((mine, theirs) => mine.GetProperty("line").GetInt32() == theirs.GetProperty("removed").GetInt32()).CompatibleWithItself();
        });
        var order = await StreamOfAsync(store, ARawEvent("line-removed", """{"removed":1.0}"""), ARawEvent("line-changed", """{"line":2}"""));

        (await store.AppendAsync(order, Exactly(0), ARawEvent("line-changed", """{"line":3}"""))).Outcome.Should().Be(AppendOutcome.Admitted);
        foreach (var line in new[] { 1, 2 })
        {
            await RefusedAsync<StreamConflictException>(store, order, Exactly(0), ARawEvent("line-changed", $$"""{"line":{{line}}}"""));
        }

        var unknown = await RefusedAsync<StreamConflictException>(store, order, Exactly(0), ARawEvent("line-changed"));
        unknown.InnerException.Should().BeOfType<KeyNotFoundException>();
        (await RefusedAsync<StreamConflictException>(store, order, Exactly(0), ARawEvent("line-split", """{"line":1}"""))).ConflictCount.Should().Be(1);
    }

    [Fact]
    public async Task A_pair_declared_both_ways_is_asked_both_ways()
    {
        var store = OpenStore(rules =>
        {
            rules.ConflictBetween<PriceChanged, StockCounted>(when: (price, stock) => price.Sku == stock.Sku);
            rules.For<PriceChanged>().CompatibleWithItself();
            rules.For<StockCounted>().CompatibleWithItself();
        });
        var prices = await StreamOfAsync(store, APriceChange(sku: "tea"));
        var stocks = await StreamOfAsync(store, AStockCount(sku: "tea"));

        await RefusedAsync<StreamConflictException>(store, prices, Exactly(0), AStockCount(sku: "tea"));
        await RefusedAsync<StreamConflictException>(store, stocks, Exactly(0), APriceChange(sku: "tea"));
        (await store.AppendAsync(prices, Exactly(0), AStockCount(sku: "milk"))).Outcome.Should().Be(AppendOutcome.Admitted);
        (await store.AppendAsync(stocks, Exactly(0), APriceChange(sku: "milk"))).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    /// <summary>A store that maps nothing, and so lets raw events in under any name.</summary>
    private IEventStore OpenRaw() => Engine.OpenStore(_ => { });
}
