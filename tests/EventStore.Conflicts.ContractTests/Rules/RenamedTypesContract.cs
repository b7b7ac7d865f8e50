namespace EventStore.Conflicts.ContractTests;

/// <summary>A type that was renamed matches, as incoming and as concurrent event, under every name it ever had.</summary>
public abstract class RenamedTypesContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const string FormerName = "price-set";

    private readonly IEventStore before;
    private readonly IEventStore now;

    protected RenamedTypesContract()
    {
        before = Engine.OpenStore(store => store.MapEvents(types => types.Map<PriceChanged>(FormerName)));
        now = Engine.OpenStore(store => store
            .MapEvents(types => types
                .Map<PriceChanged>(PriceChanged.TypeName, formerly: ["price-altered", FormerName])
                .Map<StockCounted>(StockCounted.TypeName)
                .Map<StockChanged>(StockChanged.TypeName, formerly: ["stock-moved"])
                .Map<MeetingNoteAdded>(MeetingNoteAdded.TypeName))
            .ConfigureConflicts(rules =>
            {
                rules.For<PriceChanged>().ConflictsWithItself();
                rules.For<StockCounted>().ConflictsWith<PriceChanged>().CompatibleWithItself();
                rules.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, theirs) => Resolution.Replace(new StockChanged(theirs.To, theirs.To + mine.To - mine.From)));
                rules.For<MeetingNoteAdded>().CompatibleOnlyWith<PriceChanged>();
            }));
    }

    [Fact]
    public async Task A_concurrent_event_stored_under_a_former_name_is_a_conflict()
    {
        var article = await StreamOfAsync(before, APriceChange());

        var refusal = await RefusedAsync<StreamConflictException>(now, article, Exactly(0), AStockCount());

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentType.Should().Be(FormerName);
    }

    [Fact]
    public async Task A_type_that_conflicts_with_itself_conflicts_with_its_former_self() =>
        await RefusedAsync<StreamConflictException>(now, await StreamOfAsync(before, APriceChange()), Exactly(0), APriceChange());

    [Fact]
    public async Task A_concurrent_event_stored_under_a_former_name_is_compatible_where_the_type_is() =>
        (await now.AppendAsync(await StreamOfAsync(before, APriceChange()), Exactly(0), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);

    [Fact]
    public async Task An_incoming_event_under_a_former_name_is_judged_by_the_rules_of_its_type()
    {
        var old = """{"sku":"tea","price":1}""";
        var harmless = await StreamOfAsync(now, ANote());
        var harmful = await StreamOfAsync(now, APriceChange());

        (await now.AppendAsync(harmless, Exactly(0), ARawEvent(FormerName, old))).Outcome.Should().Be(AppendOutcome.Admitted);
        await RefusedAsync<StreamConflictException>(now, harmful, Exactly(0), ARawEvent(FormerName, old));
    }

    [Fact]
    public async Task An_incoming_event_under_a_former_name_keeps_it_when_a_merge_replaces_it()
    {
        var article = await StreamOfAsync(now, AStockChange(0, 100), AStockChange(100, 95));

        var result = await now.AppendAsync(article, Exactly(1), ARawEvent("stock-moved", """{"from":100,"to":97}"""));

        var stored = (await now.ReadAsync(article))[^1];
        (stored.Type, stored.Data).Should().Be(("stock-moved", new StockChanged(95, 92)));
        result.Merges.Should().ContainSingle().Which.Type.Should().Be("stock-moved");
    }

    [Fact]
    public async Task An_event_stored_under_a_former_name_is_read_as_its_type_and_keeps_the_name()
    {
        var stored = await now.ReadSingleAsync(await StreamOfAsync(before, APriceChange(5)));

        stored.Type.Should().Be(FormerName);
        stored.Data.Should().Be(new PriceChanged("tea", 5));
    }

    [Fact]
    public async Task A_batch_sent_before_a_rename_is_recognised_after_it()
    {
        var sent = APriceChange();
        var article = await StreamOfAsync(before, sent);

        (await now.AppendAsync(article, NoStream, sent)).Outcome.Should().Be(AppendOutcome.AlreadyAppended);
    }

    [Fact]
    public async Task An_event_sent_again_raw_under_a_former_name_is_recognised()
    {
        var sent = APriceChange();
        var article = await StreamOfAsync(now, sent);
        var raw = NewEvent.Raw(FormerName, """{"sku":"tea","price":1}"""u8.ToArray(), sent.Id);

        (await now.AppendAsync(article, NoStream, raw)).Outcome.Should().Be(AppendOutcome.AlreadyAppended);
    }
}
