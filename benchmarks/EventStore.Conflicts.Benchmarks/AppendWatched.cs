using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using EventStore.Conflicts.Configuration;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>
/// What an append that isn't stale pays for being watched, on the memory engine: nothing configured; an observer, a log and a candidate registry that have
/// nothing to say; a listener to the meter.
/// </summary>
[MemoryDiagnoser]
[InvocationCount(4_096)] // With a new store per iteration, so that memory doesn't fill up with what was measured.
public class AppendWatched
{
    private IEventStore store = null!;
    private Action stopListening = () => { };
    private ExpectedVersion expected;

    [IterationSetup(Target = nameof(Plain))]
    public void OpenPlain() => Open(Stores.Configured());

    [IterationSetup(Target = nameof(Watched))]
    public void OpenWatched() => Open(Stores.Configured()
        .UseLoggerFactory(new SilentLoggers())
        .AddConflictObserver(new SilentObserver())
        .ConfigureShadowConflicts(rules => rules.For<PriceChanged>().NeverConflicts()));

    [IterationSetup(Target = nameof(Measured))]
    public void OpenMeasured()
    {
        Open(Stores.Configured());
        stopListening = Listen().Dispose;
    }

    [IterationCleanup]
    public void Close()
    {
        store.Dispose();
        stopListening();
    }

    [Benchmark(Baseline = true)]
    public Task Plain() => AppendAsync();

    [Benchmark]
    public Task Watched() => AppendAsync();

    [Benchmark]
    public Task Measured() => AppendAsync();

    private void Open(EventStoreBuilder builder)
    {
        store = builder.UseInMemory().Build();
        expected = ExpectedVersion.NoStream;
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, meters) =>
            {
                if (instrument.Meter.Name == "EventStore.Conflicts")
                {
                    meters.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private async Task AppendAsync()
    {
        var result = await store.AppendToStreamAsync(Stores.Stream, expected, PriceChanged.Batch(1));
        expected = result.Next;
    }

    private sealed class SilentObserver : IConflictObserver
    {
        public void OnStaleAppend(ConflictReport report) => throw new InvalidOperationException("Nothing is stale here.");
    }

    private sealed class SilentLoggers : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("Nothing is stale here.");

        public void Dispose()
        {
        }
    }
}
