using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.ContractTests;

/// <summary>A dry run says what an append would be answered, and why, and writes nothing.</summary>
public abstract class ExplainContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;
    private readonly StreamId article = NewStream();

    protected ExplainContract() => store = OpenStore(Rules);

    [Fact]
    public async Task It_says_what_the_append_is_answered_then()
    {
        await store.AppendAsync(article, NoStream, ANote(), APriceChange(sku: "tea"), AStockChange(10, 8));
        (ExpectedVersion Expected, NewEvent[] Events, AppendDecision Decision)[] cases =
        [
            (Exactly(3), [APriceChange()], AppendDecision.NotStale),
            (Any, [APriceChange()], AppendDecision.NotStale),
            (Exactly(0), [ANote()], AppendDecision.Admitted),
            (Exactly(0), [APriceChange(sku: "milk")], AppendDecision.Admitted),
            (Exactly(0), [APriceChange(sku: "tea")], AppendDecision.Refused),
            (Exactly(1), [ANote(), APriceChange(sku: "tea")], AppendDecision.Refused),
            (Exactly(0), [ARaise()], AppendDecision.Refused),
            (Exactly(0), [], AppendDecision.Refused),
            (Exactly(2), [AStockChange(10, 9)], AppendDecision.Admitted),
            (DecidedAt(2, seen: 0), [ANote()], AppendDecision.Refused),
            (Exactly(9), [ANote()], AppendDecision.WrongVersion),
            (NoStream, [ANote()], AppendDecision.WrongVersion),
            (StreamExists, [ANote()], AppendDecision.NotStale),
        ];
        foreach (var (expected, events, decision) in cases)
        {
            var report = await store.ExplainAsync(article, expected, events, Token);

            (report.Decision, report.Stream, report.Expected, report.Actual).Should().Be((decision, article, expected, 3));
            (await store.GetStreamVersionAsync(article, Token)).Should().Be(3, "a dry run writes nothing");
        }

        foreach (var (expected, events, decision) in cases.Where(each => each.Decision is AppendDecision.Refused or AppendDecision.WrongVersion))
        {
            var refusal = await Assert.ThrowsAnyAsync<ConcurrencyException>(() => store.AppendAsync(article, expected, events));
            (refusal is StreamConflictException).Should().Be(decision == AppendDecision.Refused);
        }
    }

    [Fact]
    public async Task The_report_of_a_dry_run_is_the_report_of_the_append()
    {
        await store.AppendAsync(article, NoStream, ANote(), APriceChange(sku: "tea"), AStockChange(10, 8));
        NewEvent[] admitted = [AStockChange(10, 9), APriceChange(sku: "milk")];
        NewEvent[] refused = [ANote(), APriceChange(sku: "tea")];

        var forecast = await store.ExplainAsync(article, Exactly(0), admitted, Token);
        var result = await store.AppendAsync(article, Exactly(0), admitted);
        var forecastOfRefusal = await store.ExplainAsync(article, Exactly(0), refused, Token);
        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), refused);

        (await result.GetReportAsync(Token)).Should().BeEquivalentTo(forecast, options => options.WithStrictOrdering());
        refusal.Report.Should().BeEquivalentTo(forecastOfRefusal, options => options.WithStrictOrdering());
        forecast.Merges.Should().ContainSingle().Which.Data.Should().Be(new StockChanged(8, 7));
    }

    [Fact]
    public async Task A_batch_that_was_appended_before_and_a_taken_id_are_told_apart()
    {
        var mine = ANote();
        await store.AppendAsync(article, NoStream, mine, ANote());

        (await store.ExplainAsync(article, Exactly(0), [mine], Token)).Decision.Should().Be(AppendDecision.AlreadyAppended);
        (await store.ExplainAsync(NewStream(), Exactly(0), [mine], Token)).Decision.Should().Be(AppendDecision.DuplicateEvent);
    }

    [Fact]
    public async Task A_registry_says_the_same_without_a_store()
    {
        await store.AppendAsync(article, NoStream, ANote(), APriceChange(sku: "tea"), AStockChange(10, 8));
        var builder = new ConflictRegistryBuilder();
        Rules(builder);
        var types = new EventTypeMapBuilder();
        SampleEvents.Map(types);
        var registry = builder.Build(types.Build());
        var concurrent = await store.ReadAsync(article, fromVersion: 2);
        NewEvent[][] batches = [[ANote()], [APriceChange(sku: "tea")], [APriceChange(sku: "milk"), ANote()], [AStockChange(10, 9)], [ARaise()], []];

        foreach (var batch in batches)
        {
            var pure = registry.Explain(batch, concurrent, Engine.Clock.GetUtcNow());

            (await store.ExplainAsync(article, Exactly(1), batch, Token)).Should().BeEquivalentTo(
                pure, options => options.WithStrictOrdering().Excluding(report => report.Stream));
        }
    }

    [Fact]
    public async Task Bad_input_is_refused_as_by_an_append()
    {
        var note = ANote();
        await Assert.ThrowsAsync<ArgumentException>(() => store.ExplainAsync(article, Exactly(0), [note, note], Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.ExplainAsync(article, Exactly(0), null!, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => store.ExplainAsync(default, Exactly(0), [note], Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() => store.ExplainAsync(article, Exactly(0), [note], new CancellationToken(canceled: true)));
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.ExplainAsync(article, Exactly(0), [note], Token));
    }

    private static void Rules(ConflictRegistryBuilder rules)
    {
        rules.For<MeetingNoteAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWithItself().SameBy(each => each.Sku).CompatibleWith<MeetingNoteAdded>();
        rules.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, theirs) => Resolution.Replace(new StockChanged(theirs.To, theirs.To + mine.To - mine.From)));
    }
}
