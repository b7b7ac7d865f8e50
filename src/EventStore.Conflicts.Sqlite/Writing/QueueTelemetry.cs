using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// What this engine adds to the telemetry of the core, under the same name: how many appends wait, in all stores of the process together, and how many share
/// a commit.
/// </summary>
internal static class QueueTelemetry
{
    private static readonly KeyValuePair<string, object?> Engine = new("db.system.name", "sqlite");
    private static readonly Meter Meter = new("EventStore.Conflicts", typeof(QueueTelemetry).Assembly.GetName().Version?.ToString(fieldCount: 3));

    private static readonly Histogram<long> BatchSize = Meter.CreateHistogram(
        "eventstore.batch.size",
        "{append}",
        "Appends that shared a commit.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] });

    private static long length;

    // Observed, not added up by its listener: one that comes late would never learn of those that wait already.
    static QueueTelemetry() => Meter.CreateObservableUpDownCounter(
        "eventstore.queue.length",
        () => new Measurement<long>(Volatile.Read(ref length), Engine),
        "{append}",
        "Appends that wait for the writer.");

    internal static void Queued(int appends) => Interlocked.Add(ref length, appends);

    internal static void Left(int appends) => Interlocked.Add(ref length, -appends);

    internal static void Committed(int appends)
    {
        try
        {
            BatchSize.Record(appends, Engine);
        }
        catch (Exception)
        {
            // A listener is the host's code; it must not end the writer, which everybody waits for.
        }
    }
}
