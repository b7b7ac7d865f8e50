namespace EventStore.Conflicts.ContractTests;

/// <summary>A batch is judged as a whole: every incoming event against every concurrent one, all or nothing.</summary>
public abstract class BatchRulesContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected BatchRulesContract() => store = OpenStore(rules =>
    {
        rules.For<MeetingNoteAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWith<ArticleDiscontinued>().CompatibleWithItself();
        rules.For<StockCounted>().CompatibleOnlyWith<MeetingNoteAdded, PriceChanged>();
    });

    [Fact]
    public async Task A_batch_whose_events_are_all_compatible_is_admitted()
    {
        var article = await StreamOfAsync(store, ANote(), APriceChange());

        var result = await store.AppendAsync(article, Exactly(0), ANote(), APriceChange(), AStockCount());

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Versions.Should().Be(new VersionRange(3, 5));
    }

    [Fact]
    public async Task One_conflicting_event_refuses_the_whole_batch_wherever_it_stands()
    {
        var article = await StreamOfAsync(store, ANote(), ADiscontinuation());

        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(), ANote(), ANote());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), ANote(), APriceChange(), ANote());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), ANote(), ANote(), APriceChange());
    }

    [Fact]
    public async Task One_unregistered_event_makes_the_batch_conflict_with_everything() =>
        await RefusedAsync<StreamConflictException>(store, await StreamOfAsync(store, ANote()), Exactly(0), ANote(), ARaise());

    [Fact]
    public async Task Lists_of_conflicts_and_lists_of_compatible_types_are_held_together()
    {
        var counted = await StreamOfAsync(store, AStockCount());

        (await store.AppendAsync(counted, Exactly(0), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, counted, Exactly(0), APriceChange(), AStockCount());
        refusal.Conflicts.Should().ContainSingle().Which.IncomingIndex.Should().Be(1);
    }

    [Fact]
    public async Task A_conflict_at_the_very_end_of_many_concurrent_events_is_found()
    {
        var article = await StreamOfAsync(store, [.. Notes(1_500), ADiscontinuation()]);

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(1_501);
        refusal.ConflictCount.Should().Be(1);
    }

    [Fact]
    public async Task A_conflict_at_the_very_beginning_of_many_concurrent_events_is_found()
    {
        var article = await StreamOfAsync(store, [ADiscontinuation(), .. Notes(1_500)]);

        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());
        (await store.AppendAsync(article, Exactly(1), APriceChange())).Outcome.Should().Be(AppendOutcome.Admitted);
    }
}
