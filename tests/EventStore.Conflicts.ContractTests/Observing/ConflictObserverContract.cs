namespace EventStore.Conflicts.ContractTests;

/// <summary>Observers are told of every stale append that was decided, of nothing else, and change nothing.</summary>
public abstract class ConflictObserverContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly RecordingObserver observer = new();
    private readonly IEventStore store;

    protected ConflictObserverContract() => store = OpenObserved(observer);

    [Fact]
    public async Task An_admitted_append_is_told_with_the_report_that_its_result_gives()
    {
        var client = await StreamOfAsync(store, ARaise(), ARaise(), ARaise());

        var result = await store.AppendAsync(client, Exactly(1), ANote());

        var report = observer.Reports.Should().ContainSingle().Subject;
        report.Should().BeSameAs(await result.GetReportAsync(Token));
        (report.Stream, report.Expected, report.Actual, report.Behind).Should().Be((client, Exactly(1), 3, 2));
        report.Decision.Should().Be(AppendDecision.Admitted);
        report.Pairs.Select(pair => (pair.Outcome, pair.ConcurrentVersion, pair.Rule)).Should().Equal(
            (PairOutcome.Compatible, 2, new ConflictRule(ConflictRuleKind.NeverConflicts, new SourcePlace("Rules.cs", 7))),
            (PairOutcome.Compatible, 3, new ConflictRule(ConflictRuleKind.NeverConflicts, new SourcePlace("Rules.cs", 7))));
    }

    [Fact]
    public async Task A_refused_append_is_told_with_the_report_of_its_exception()
    {
        var client = await StreamOfAsync(store, ARaise(), ARaise());

        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(1), ARaise());

        var report = observer.Reports.Should().ContainSingle().Subject;
        report.Should().BeSameAs(refusal.Report);
        (report.Decision, report.Behind, report.ConflictCount).Should().Be((AppendDecision.Refused, 1, 1));
    }

    [Fact]
    public async Task A_refusal_by_a_predicate_is_told_once_with_what_it_looked_at()
    {
        var article = await StreamOfAsync(store, APriceChange(1), APriceChange(2));

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(2));

        var report = observer.Reports.Should().ContainSingle().Subject;
        report.Should().BeSameAs(refusal.Report);
        report.Pairs.Select(pair => pair.Outcome).Should().Equal(PairOutcome.Compatible, PairOutcome.Conflict);
    }

    [Fact]
    public async Task An_append_too_far_behind_is_told_with_the_cap()
    {
        var article = await StreamOfAsync(store, AStockCount(), AStockCount(), AStockCount());

        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), AStockCount());

        observer.Reports.Should().ContainSingle().Which.ExceededCap!.MaxEvents.Should().Be(2);
    }

    [Fact]
    public async Task An_append_that_merges_dropped_is_told_with_what_became_of_it()
    {
        var article = await StreamOfAsync(store, ADiscontinuation());
        var mine = ADiscontinuation();

        var result = await store.AppendAsync(article, Exactly(0), mine);
        await store.AppendAsync(article, Exactly(0), mine);

        var report = observer.Reports.Should().ContainSingle("sent again, it is only recognised").Subject;
        report.Should().BeSameAs(await result.GetReportAsync(Token));
        report.Decision.Should().Be(AppendDecision.Dropped);
        report.Merges.Should().ContainSingle().Which.Outcome.Should().Be(PairOutcome.Dropped);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_is_not_stale_or_is_only_asked_about()
    {
        var note = ANote();
        var client = await StreamOfAsync(store, ARaise(), note);
        await store.AppendAsync(client, Exactly(2), ANote());
        await store.AppendAsync(client, Any, ANote());
        await store.AppendAsync(client, StreamExists, ANote());
        await store.AppendAsync(client, Exactly(1), note);
        await RefusedAsync<WrongExpectedVersionException>(store, client, NoStream, ANote());
        await RefusedAsync<WrongExpectedVersionException>(store, client, Exactly(99), ANote());
        await RefusedAsync<DuplicateEventException>(store, client, Exactly(1), ANote(), note);
        await store.ExplainAsync(client, Exactly(0), [ANote()], Token);

        observer.Reports.Should().BeEmpty();
    }

    [Fact]
    public async Task When_it_is_told_the_events_are_there_and_no_lock_is_held()
    {
        long? told = null;
        IEventStore? reading = null;
        var observing = OpenObserved(new RecordingObserver
        {
            // Another thread, which would wait for a lock that this one held.
            OnReport = report => told = Task.Run(() => reading!.GetStreamVersionAsync(report.Stream!.Value, Token), Token).GetAwaiter().GetResult(),
        });
        reading = observing;
        var client = await StreamOfAsync(observing, ARaise());

        await observing.AppendAsync(client, Exactly(0), ANote());

        told.Should().Be(2);
    }

    [Fact]
    public async Task An_observer_that_throws_is_logged_and_neither_the_outcome_nor_the_next_observer_is_touched()
    {
        using var loggers = new RecordingLoggers();
        var failing = new RecordingObserver { OnReport = _ => throw new InvalidOperationException("I have a bad day.") };
        var observed = Engine.OpenStore(builder => Configure(builder).UseLoggerFactory(loggers).AddConflictObserver(failing).AddConflictObserver(observer));
        var client = await StreamOfAsync(observed, ARaise());

        var admitted = await observed.AppendAsync(client, Exactly(0), ANote());
        await RefusedAsync<StreamConflictException>(observed, client, Exactly(0), ARaise());

        admitted.Outcome.Should().Be(AppendOutcome.Admitted);
        observer.Reports.Select(report => report.Decision).Should().Equal(AppendDecision.Admitted, AppendDecision.Refused);
        loggers.Lines.Select(line => line.Failure?.Message).Where(message => message is not null).Should().Equal("I have a bad day.", "I have a bad day.");
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_others_are_told_keeps_what_was_committed()
    {
        using var givingUp = new CancellationTokenSource();
        var first = new RecordingObserver { OnReport = _ => givingUp.Cancel() };
        var observed = Engine.OpenStore(builder => Configure(builder)
            .ConfigureShadowConflicts(_ => { }).AddConflictObserver(first).AddConflictObserver(observer));
        var client = await StreamOfAsync(observed, ARaise());

        var result = await observed.AppendToStreamAsync(client, Exactly(0), [ANote()], cancellationToken: givingUp.Token);

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        observer.Reports.Should().ContainSingle();
        observer.Verdicts.Should().ContainSingle().Which.Candidate.PairCount.Should().Be(1, "it was read although the caller's token is cancelled");
    }

    private IEventStore OpenObserved(IConflictObserver watching) => Engine.OpenStore(builder => Configure(builder).AddConflictObserver(watching));

    private static Configuration.EventStoreBuilder Configure(Configuration.EventStoreBuilder builder) => builder.MapEvents(SampleEvents.Map).ConfigureConflicts(rules =>
    {
        rules.For<MeetingNoteAdded>().NeverConflicts(line: 7, file: "Rules.cs");
        rules.For<PriceChanged>().ConflictsWithItself().When((mine, theirs) => mine.Price == theirs.Price);
        rules.For<StockCounted>().ConflictsWith<ArticleDiscontinued>().CompatibleWithItself().AtMost(events: 2);
        rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
    });
}
