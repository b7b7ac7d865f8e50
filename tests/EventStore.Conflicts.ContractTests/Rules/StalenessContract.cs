namespace EventStore.Conflicts.ContractTests;

/// <summary>How far behind an append may be, by rule and for the registry as a whole; a refusal names the cap.</summary>
public abstract class StalenessContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Further_behind_than_the_rule_allows_is_refused_and_names_the_cap()
    {
        var store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts().AtMost(events: 3, line: 7, file: "Rules.cs"));
        var client = await StreamOfAsync(store, [.. Enumerable.Range(1, 4).Select(value => ARaise(value))]);

        (await store.AppendAsync(client, Exactly(1), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(1), ANote());

        refusal.Report.ExceededCap.Should().Be(new StalenessCap(3, null, new SourcePlace("Rules.cs", 7)));
        (refusal.Report.Behind, refusal.ConflictCount).Should().Be((4, 0));
        refusal.Message.Should().Contain("4 events behind").And.Contain("AtMost(events: 3) at Rules.cs:7");
    }

    [Fact]
    public async Task The_age_counts_from_the_first_event_not_seen()
    {
        var store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts().AtMost(age: TimeSpan.FromHours(1)));
        Engine.Clock.Set(Noon);
        var client = await StreamOfAsync(store, ARaise());
        Engine.Clock.Set(Noon.AddMinutes(30));
        await store.AppendAsync(client, Any, ARaise());

        Engine.Clock.Set(Noon.AddMinutes(60));
        (await store.AppendAsync(client, Exactly(0), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        Engine.Clock.Set(Noon.AddMinutes(61));
        (await store.AppendAsync(client, Exactly(1), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(0), ANote());

        refusal.Report.ExceededCap!.MaxAge.Should().Be(TimeSpan.FromHours(1));
        refusal.Message.Should().Contain("01:00:00");
    }

    [Fact]
    public async Task Of_several_caps_the_strictest_holds()
    {
        var store = OpenStore(rules =>
        {
            rules.AtMost(events: 5);
            rules.For<MeetingNoteAdded>().NeverConflicts().AtMost(events: 3).AtMost(events: 4);
            rules.For<StockCounted>().NeverConflicts();
        });
        var article = await StreamOfAsync(store, [.. Enumerable.Range(1, 6).Select(value => ARaise(value))]);

        (await store.AppendAsync(article, Exactly(1), AStockCount())).Outcome.Should().Be(AppendOutcome.Admitted);
        (await RefusedAsync<StreamConflictException>(store, article, Exactly(1), AStockCount())).Report.ExceededCap!.MaxEvents.Should().Be(5);
        (await RefusedAsync<StreamConflictException>(store, article, Exactly(3), AStockCount(), ANote())).Report.ExceededCap!.MaxEvents.Should().Be(3);
    }

    [Fact]
    public async Task A_cap_is_no_rule_of_an_append_that_asserts_nothing_and_none_of_one_that_is_not_stale()
    {
        var store = OpenStore(rules => rules.AtMost(events: 1));
        var client = await StreamOfAsync(store, Notes(5));

        (await store.AppendAsync(client, Any, ANote())).Outcome.Should().Be(AppendOutcome.Appended);
        (await store.AppendAsync(client, Exactly(6), ANote())).Outcome.Should().Be(AppendOutcome.Appended);
    }

    [Fact]
    public async Task Own_events_do_not_count_and_a_re_sent_batch_is_recognised_before_any_cap()
    {
        var store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts().AtMost(events: 1));
        var client = await StreamOfAsync(store, ARaise());
        var mine = Notes(5);

        var own = await store.AppendAsync(client, Exactly(0), mine);
        (await store.AppendAsync(client, own.Next, ANote())).Outcome.Should().Be(AppendOutcome.Admitted);

        (await store.AppendAsync(client, Exactly(0), mine)).Outcome.Should().Be(AppendOutcome.AlreadyAppended);
    }

    [Fact]
    public async Task A_cap_refuses_whatever_a_predicate_says()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>()
            .ConflictsWithItself().When((_, _) => false)
            .AtMost(events: 1));
        var article = await StreamOfAsync(store, APriceChange(), APriceChange());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        refusal.Report.ExceededCap.Should().NotBeNull();
        (refusal.Report.PairCount, refusal.ConflictCount).Should().Be((2, 0));
    }
}
