using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Appending;

/// <summary>The report of an admitted append is read where somebody wants it; that it cannot be read changes nothing.</summary>
public sealed class StaleAppendReportingTests : IDisposable
{
    private static readonly StreamId Stream = new("notes");

    private readonly FailingStorage storage = new();
    private readonly RecordingLoggers loggers = new(LogLevel.Warning);
    private readonly RecordingObserver observer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        storage.Dispose();
        loggers.Dispose();
    }

    [Fact]
    public async Task Where_nobody_wants_the_report_nothing_is_read()
    {
        var store = Configured().Build();

        var result = await AppendStaleAsync(store);

        storage.Reads.Should().Be(0);
        (await result.GetReportAsync(Token))!.PairCount.Should().Be(1);
        storage.Reads.Should().Be(1);
    }

    [Fact]
    public async Task What_was_read_for_an_observer_is_not_read_again_for_the_caller()
    {
        var store = Configured().AddConflictObserver(observer).Build();

        var result = await AppendStaleAsync(store);
        await result.GetReportAsync(Token);

        observer.Reports.Should().ContainSingle();
        storage.Reads.Should().Be(1);
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_is_logged_and_can_be_asked_for_again()
    {
        var store = Configured().AddConflictObserver(observer).Build();
        storage.Failure = new EventStoreUnavailableException("Not now.");

        var result = await AppendStaleAsync(store);

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        observer.Reports.Should().BeEmpty();
        var line = loggers.Lines.Should().ContainSingle().Subject;
        (line.Level, line.Failure, line.Values["Stream"]).Should().Be((LogLevel.Warning, storage.Failure, Stream));
        storage.Failure = null;
        (await result.GetReportAsync(Token))!.Decision.Should().Be(AppendDecision.Admitted);
    }

    [Fact]
    public async Task A_candidate_that_cannot_read_is_logged_and_the_observer_is_told_the_rest()
    {
        var failure = new EventStoreUnavailableException("Not now.");
        var watching = new RecordingObserver { OnReport = _ => storage.Failure = failure };
        var store = Configured().AddConflictObserver(watching).ConfigureShadowConflicts(_ => { }).Build();

        var result = await AppendStaleAsync(store);

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        watching.Reports.Should().ContainSingle();
        watching.Verdicts.Should().BeEmpty();
        var line = loggers.Lines.Should().ContainSingle().Subject;
        (line.Level, line.Failure, line.Values["Stream"]).Should().Be((LogLevel.Warning, failure, Stream));
    }

    private EventStoreBuilder Configured() => new EventStoreBuilder()
        .UseStorage(_ => storage)
        .UseLoggerFactory(loggers)
        .ConfigureConflicts(rules => rules.For("noted").NeverConflicts());

    private static async Task<AppendResult> AppendStaleAsync(IEventStore store)
    {
        await store.AppendToStreamAsync(Stream, ExpectedVersion.NoStream, [NewEvent.Raw("noted", "{}"u8.ToArray())], cancellationToken: Token);
        return await store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(0), [NewEvent.Raw("noted", "{}"u8.ToArray())], cancellationToken: Token);
    }
}
