using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.Storage;

/// <summary>
/// What an engine whose callers share a commit adds to the telemetry, under the same name: how many appends wait, in all its stores of the process together,
/// and how many share a commit. One per engine and process. Safe for many threads.
/// </summary>
public sealed class QueueTelemetry
{
    private static readonly Meter Meter = new("EventStore.Conflicts", typeof(QueueTelemetry).Assembly.GetName().Version?.ToString(fieldCount: 3));
    private static readonly ConcurrentQueue<QueueTelemetry> Engines = [];

    private static readonly Histogram<long> BatchSize = Meter.CreateHistogram(
        "eventstore.batch.size",
        "{append}",
        "Appends that shared a commit.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] });

    private readonly KeyValuePair<string, object?> engine;
    private long length;

    // Observed, not added up by its listener: one that comes late would never learn of those that wait already.
    static QueueTelemetry() => Meter.CreateObservableUpDownCounter(
        "eventstore.queue.length",
        () => Engines.Select(each => new Measurement<long>(Volatile.Read(ref each.length), each.engine)),
        "{append}",
        "Appends that wait for the engine.");

    /// <summary>Begins to count.</summary>
    /// <param name="system">The <c>db.system.name</c> of what is measured, for example <c>sqlite</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="system"/> is empty.</exception>
    public QueueTelemetry(string system)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(system);
        engine = new("db.system.name", system);
        Engines.Enqueue(this);
    }

    /// <summary>Tells how many appends shared a commit.</summary>
    public void Committed(int appends)
    {
        try
        {
            BatchSize.Record(appends, engine);
        }
        catch (Exception)
        {
            // A listener is the host's code; it must not end the writer, which everybody waits for.
        }
    }

    internal void Queued(int appends) => Interlocked.Add(ref length, appends);

    internal void Left(int appends) => Interlocked.Add(ref length, -appends);
}
