using System.Diagnostics;
using System.Diagnostics.Metrics;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Telemetry;

/// <summary>Listeners, observers and loggers are the host's code: what they throw takes nothing back that was decided.</summary>
[Collection(nameof(Alone))]
public sealed class FailingListenerTests
{
    private static readonly StreamId Stream = new("notes");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_listener_changes_no_outcome_and_is_logged()
    {
        using var loggers = new RecordingLoggers(LogLevel.Error);
        var observer = new RecordingObserver();
        await using var store = new EventStoreBuilder().UseInMemory().UseLoggerFactory(loggers).AddConflictObserver(observer)
            .ConfigureConflicts(rules => rules.For("noted").NeverConflicts()).Build();
        using var meters = new MeterListener { InstrumentPublished = Listen };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("I count nothing."));
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("I measure nothing."));
        meters.Start();
        using var source = new ActivityListener
        {
            ShouldListenTo = each => each.Name == TelemetryRecording.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => throw new InvalidOperationException("I trace nothing."),
        };
        ActivitySource.AddActivityListener(source);

        await AppendEveryWayAsync(store);

        observer.Reports.Select(report => report.Decision).Should().Equal(AppendDecision.Admitted, AppendDecision.Refused);
        loggers.Lines.Should().NotBeEmpty().And.OnlyContain(line => line.Failure is InvalidOperationException);
    }

    [Fact]
    public async Task A_failing_logger_changes_no_outcome_and_keeps_no_observer_from_being_told()
    {
        var observer = new RecordingObserver();
        var failing = new RecordingObserver { OnReport = _ => throw new InvalidOperationException("I observe nothing.") };
        await using var store = new EventStoreBuilder().UseInMemory().UseLoggerFactory(new FailingLoggers()).AddConflictObserver(failing).AddConflictObserver(observer)
            .ConfigureConflicts(rules => rules.For("noted").NeverConflicts()).Build();

        await AppendEveryWayAsync(store);

        observer.Reports.Should().HaveCount(2);
    }

    private static async Task AppendEveryWayAsync(IEventStore store)
    {
        (await AppendAsync(store, ExpectedVersion.NoStream, "noted")).Outcome.Should().Be(AppendOutcome.Appended);
        (await AppendAsync(store, ExpectedVersion.Exactly(0), "noted")).Outcome.Should().Be(AppendOutcome.Admitted);
        await Assert.ThrowsAsync<StreamConflictException>(() => AppendAsync(store, ExpectedVersion.Exactly(0), "decided"));
        (await store.GetStreamVersionAsync(Stream, Token)).Should().Be(2);
    }

    private static Task<AppendResult> AppendAsync(IEventStore store, ExpectedVersion expected, string type) =>
        store.AppendToStreamAsync(Stream, expected, [NewEvent.Raw(type, "{}"u8.ToArray())], cancellationToken: Token);

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == TelemetryRecording.Name && !instrument.IsObservable)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private sealed class FailingLoggers : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("I write nothing.");

        public void Dispose()
        {
        }
    }
}
