using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>Listens to what the writers of this process measure.</summary>
internal sealed class QueueListener : IDisposable
{
    private readonly MeterListener listener = new();
    private long length;

    internal QueueListener()
    {
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == "EventStore.Conflicts" && instrument.Name is "eventstore.queue.length" or "eventstore.batch.size")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var isSqlite = tags is [{ Key: "db.system.name", Value: "sqlite" }];
            if (instrument.IsObservable)
            {
                length = isSqlite ? value : -1;
            }
            else
            {
                Batches.Add(isSqlite ? value : -1);
                OnBatch(value);
            }
        });
        listener.Start();
    }

    /// <summary>The sizes of the batches, once their stores are disposed.</summary>
    internal List<long> Batches { get; } = [];

    /// <summary>Called with each size, on the writer's thread.</summary>
    internal Action<long> OnBatch { get; init; } = _ => { };

    public void Dispose() => listener.Dispose();

    /// <summary>How many appends wait now.</summary>
    internal long Length()
    {
        listener.RecordObservableInstruments();
        return length;
    }
}
