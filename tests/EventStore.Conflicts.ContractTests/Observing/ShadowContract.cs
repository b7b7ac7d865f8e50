using EventStore.Conflicts.Rules;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Shadow mode: what a candidate registry would have decided is told and counted, and changes nothing.</summary>
public abstract class ShadowContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly RecordingObserver observer = new();
    private readonly RecordingLoggers loggers = new();

    [Fact]
    public async Task What_the_candidate_would_refuse_is_admitted_as_before_and_told()
    {
        var store = OpenShadowed(
            rules => rules.For<MeetingNoteAdded>().NeverConflicts(),
            candidate => candidate.For<MeetingNoteAdded>().ConflictsWith<ClientValueRaised>().CompatibleWithItself());
        var client = await StreamOfAsync(store, ANote(), ARaise(), ANote());

        var result = await store.AppendAsync(client, Exactly(0), ANote());

        (result.Outcome, result.Version).Should().Be((AppendOutcome.Admitted, 4));
        var (active, candidate) = observer.Verdicts.Should().ContainSingle().Subject;
        active.Should().BeSameAs(observer.Reports.Single());
        (candidate.Decision, candidate.Stream, candidate.Actual, candidate.Behind).Should().Be((AppendDecision.Refused, client, 3, 3));
        candidate.Conflicts.Select(pair => (pair.ConcurrentVersion, pair.Rule.Kind)).Should().Equal((2, ConflictRuleKind.ConflictsWith));
    }

    [Fact]
    public async Task What_the_candidate_would_admit_is_refused_as_before_and_told()
    {
        var store = OpenShadowed(_ => { }, candidate => candidate.For<MeetingNoteAdded>().NeverConflicts());
        var client = await StreamOfAsync(store, ARaise());

        await RefusedAsync<StreamConflictException>(store, client, Exactly(0), ANote());

        observer.Verdicts.Should().ContainSingle().Which.Candidate.Decision.Should().Be(AppendDecision.Admitted);
    }

    [Fact]
    public async Task Every_stale_append_is_counted_by_both_decisions_and_differences_are_logged()
    {
        using var recording = new TelemetryRecording();
        var store = OpenShadowed(
            rules =>
            {
                rules.For<MeetingNoteAdded>().NeverConflicts();
                rules.For<PriceChanged>().NeverConflicts();
            },
            candidate =>
            {
                candidate.For<PriceChanged>().NeverConflicts();
                candidate.For<StockCounted>().NeverConflicts();
                candidate.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
            });
        var article = await StreamOfAsync(store, ADiscontinuation());
        await store.AppendAsync(article, Exactly(0), ANote());
        await store.AppendAsync(article, Exactly(0), APriceChange());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), AStockCount());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), ARaise());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), ADiscontinuation());

        recording.Sums("eventstore.shadow.decisions").Should().Equal(
            ("admitted, admitted", 1), ("admitted, refused", 1), ("refused, admitted", 1), ("refused, dropped", 1), ("refused, refused", 1));
        recording.Of("eventstore.shadow.decisions")[0].Tags.Keys.Should().Equal("eventstore.append.decision", "eventstore.shadow.decision");
        var differences = loggers.Lines.Where(line => line.Values.ContainsKey("Candidate")).ToArray();
        differences.Should().OnlyContain(line => line.Level == LogLevel.Information);
        differences.Select(line => (line.Values["Decision"], line.Values["Candidate"])).Should().Equal(
            (AppendDecision.Admitted, AppendDecision.Refused),
            (AppendDecision.Refused, AppendDecision.Admitted),
            (AppendDecision.Refused, AppendDecision.Dropped));
    }

    [Fact]
    public async Task The_candidate_is_not_asked_about_what_is_not_stale()
    {
        var asked = 0;
        var store = OpenShadowed(_ => { }, candidate => candidate.For<MeetingNoteAdded>().ConflictsWithItself().When((_, _) => ++asked > 0));
        var client = await StreamOfAsync(store, ANote());
        await store.AppendAsync(client, Exactly(1), ANote());
        await store.AppendAsync(client, Any, ANote());

        asked.Should().Be(0);
        observer.Verdicts.Should().BeEmpty();
    }

    [Fact]
    public async Task The_candidate_sees_the_events_as_they_came_and_its_merges_reach_nothing()
    {
        var seen = new List<StockChanged>();
        var store = OpenShadowed(
            rules => rules.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, _) => Resolution.Replace(mine with { To = mine.To + 1 })),
            candidate => candidate.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, _) =>
            {
                seen.Add(mine);
                return Resolution.Replace(mine with { To = mine.To + 1_000 });
            }));
        var article = await StreamOfAsync(store, AStockChange(0, 10));

        var result = await store.AppendAsync(article, Exactly(0), AStockChange(3, 5));

        seen.Should().Equal(new StockChanged(3, 5));
        (await store.ReadAsync(article))[^1].Data.Should().Be(new StockChanged(3, 6));
        result.Merges.Should().ContainSingle().Which.Data.Should().Be(new StockChanged(3, 6));
        observer.Verdicts.Should().ContainSingle().Which.Candidate.Merges.Should().ContainSingle().Which.Data.Should().Be(new StockChanged(3, 1_005));
    }

    [Fact]
    public async Task A_candidate_that_throws_refuses_in_its_own_report_and_nowhere_else()
    {
        var store = OpenShadowed(
            rules => rules.For<MeetingNoteAdded>().NeverConflicts(),
            candidate => candidate.For<MeetingNoteAdded>().ConflictsWithItself().When((_, _) => throw new InvalidOperationException("I am only a candidate.")));
        var client = await StreamOfAsync(store, ANote());

        (await store.AppendAsync(client, Exactly(0), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);

        var candidate = observer.Verdicts.Should().ContainSingle().Which.Candidate;
        candidate.Decision.Should().Be(AppendDecision.Refused);
        candidate.Conflicts.Should().ContainSingle().Which.Failure!.Message.Should().Be("I am only a candidate.");
    }

    private IEventStore OpenShadowed(Action<ConflictRegistryBuilder> rules, Action<ConflictRegistryBuilder> candidate) => Engine.OpenStore(builder => builder
        .MapEvents(SampleEvents.Map)
        .UseLoggerFactory(loggers)
        .AddConflictObserver(observer)
        .ConfigureConflicts(rules)
        .ConfigureShadowConflicts(candidate));
}
