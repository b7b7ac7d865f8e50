using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// The measurement <c>eventstore.read_barrier.age</c> of one store. Who collects measurements does not wait for the server: they get what was known last, and the
/// server is asked for the next time. Nobody asks it while nobody collects. Safe for many threads.
/// </summary>
internal sealed class BarrierGauge : IDisposable
{
    private readonly Meter meter = new("EventStore.Conflicts", typeof(BarrierGauge).Assembly.GetName().Version?.ToString(fieldCount: 3));
    private readonly Func<Task<ReadBarrier>> ask;
    private readonly KeyValuePair<string, object?>[] tags;
    private Task<ReadBarrier>? asked;

    internal BarrierGauge(string schema, Func<Task<ReadBarrier>> ask)
    {
        this.ask = ask;
        tags = [new("db.system.name", "postgresql"), new("db.namespace", schema)];
        meter.CreateObservableGauge("eventstore.read_barrier.age", Observe, "s", "How long the oldest transaction has run that readers of the whole store wait for.");
    }

    public void Dispose() => meter.Dispose();

    private Measurement<double>[] Observe()
    {
        var last = Volatile.Read(ref asked);
        if (last is { IsCompleted: false })
        {
            return [];
        }

        _ = last?.Exception; // Seen; without an answer there is no measurement.
        Volatile.Write(ref asked, ask());
        return last is { IsCompletedSuccessfully: true } ? [new Measurement<double>(last.Result.Age.TotalSeconds, tags)] : [];
    }
}
