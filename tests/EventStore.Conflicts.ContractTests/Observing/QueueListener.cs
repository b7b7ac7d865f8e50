using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// Listens to what the writers of an engine measure, in all its stores of the process together: nothing else may run beside.
/// </summary>
public sealed class QueueListener : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<long> batches = [];
    private long length;

    /// <summary>Listens from now on.</summary>
    /// <param name="system">The <c>db.system.name</c> of the engine. A batch of another one counts as -1.</param>
    public QueueListener(string system)
    {
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == TelemetryRecording.Name && instrument.Name is "eventstore.queue.length" or "eventstore.batch.size")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var isOfEngine = tags is [{ Key: "db.system.name", Value: string name }] && name == system;
            if (!instrument.IsObservable)
            {
                batches.Enqueue(isOfEngine ? value : -1);
                OnBatch(value);
            }
            else if (isOfEngine)
            {
                length = value;
            }
        });
        listener.Start();
    }

    /// <summary>The sizes of the batches, once their stores are disposed.</summary>
    public IReadOnlyCollection<long> Batches => batches;

    /// <summary>Called with each size, by the one who commits.</summary>
    public Action<long> OnBatch { get; init; } = _ => { };

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    /// <summary>How many appends wait now; -1 where nothing measures that under the name of the engine.</summary>
    public long Length()
    {
        length = -1;
        listener.RecordObservableInstruments();
        return length;
    }
}
