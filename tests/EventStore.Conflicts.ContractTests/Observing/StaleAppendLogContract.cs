using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.ContractTests;

/// <summary>What the log says of stale appends: at which level, with which values.</summary>
public abstract class StaleAppendLogContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const string Category = "EventStore.Conflicts.IEventStore";

    private readonly RecordingLoggers loggers = new();
    private readonly IEventStore store;

    protected StaleAppendLogContract() => store = Engine.OpenStore(builder => builder
        .MapEvents(SampleEvents.Map)
        .UseLoggerFactory(loggers)
        .ConfigureConflicts(rules =>
        {
            rules.For<MeetingNoteAdded>().NeverConflicts(line: 7, file: "Rules.cs");
            rules.For<PriceChanged>().ConflictsWithItself(line: 8, file: "Rules.cs").AtMost(events: 2);
            rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
        }));

    [Fact]
    public async Task An_admitted_append_is_information_with_its_report()
    {
        var client = await StreamOfAsync(store, ARaise(), ARaise());

        var result = await store.AppendAsync(client, Exactly(0), ANote());

        var line = Lines.Should().ContainSingle().Subject;
        (line.Category, line.Level, line.Failure).Should().Be((Category, LogLevel.Information, null));
        line.Values.Should().Contain("Decision", AppendDecision.Admitted).And.Contain("Stream", client).And.Contain("Expected", Exactly(0))
            .And.Contain("Actual", 2L).And.Contain("Behind", 2L).And.Contain("Report", await result.GetReportAsync(Token));
        line.Text.Should().Contain($"Admitted: stream '{client}'").And.Contain("2 behind").And.Contain("Rules.cs:7");
    }

    [Fact]
    public async Task A_dropped_append_is_information()
    {
        var article = await StreamOfAsync(store, ADiscontinuation());

        await store.AppendAsync(article, Exactly(0), ADiscontinuation());

        var line = Lines.Should().ContainSingle().Subject;
        (line.Level, line.Values["Decision"]).Should().Be((LogLevel.Information, AppendDecision.Dropped));
    }

    [Fact]
    public async Task A_refused_append_is_a_warning_with_its_report()
    {
        var article = await StreamOfAsync(store, APriceChange());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        var line = Lines.Should().ContainSingle().Subject;
        (line.Category, line.Level, line.Failure).Should().Be((Category, LogLevel.Warning, null));
        line.Values.Should().Contain("Decision", AppendDecision.Refused).And.Contain("Stream", article).And.Contain("Expected", Exactly(0))
            .And.Contain("Actual", 1L).And.Contain("Behind", 1L).And.Contain("Report", refusal.Report);
        line.Text.Should().Contain($"Refused: stream '{article}'").And.Contain("declared to conflict at Rules.cs:8");
    }

    [Fact]
    public async Task An_append_too_far_behind_is_a_warning()
    {
        var article = await StreamOfAsync(store, Notes(3));

        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange());

        var line = Lines.Should().ContainSingle().Subject;
        line.Level.Should().Be(LogLevel.Warning);
        line.Text.Should().Contain("too far behind");
    }

    [Fact]
    public async Task What_is_not_stale_is_not_logged()
    {
        var client = await StreamOfAsync(store, ARaise());
        await store.AppendAsync(client, Exactly(1), ANote());
        await store.AppendAsync(client, Any, ANote());
        await RefusedAsync<WrongExpectedVersionException>(store, client, NoStream, ANote());

        Lines.Should().BeEmpty();
    }

    /// <summary>What the store itself wrote; what the registry warns of is another category.</summary>
    private IEnumerable<LoggedLine> Lines => loggers.Lines.Where(line => line.Category == typeof(IEventStore).FullName);
}
