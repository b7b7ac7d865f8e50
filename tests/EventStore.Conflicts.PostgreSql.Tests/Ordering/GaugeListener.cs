using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.PostgreSql.Tests.Ordering;

/// <summary>Collects how old the read barrier is, of the stores that the test opens after it. Those of other tests at the same time are left alone.</summary>
internal sealed class GaugeListener : IDisposable
{
    private static readonly AsyncLocal<GaugeListener?> Here = new();

    private readonly MeterListener listener = new();
    private readonly List<Measurement<double>> collected = [];

    internal GaugeListener()
    {
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (ReferenceEquals(Here.Value, this) && instrument.Name == "eventstore.read_barrier.age")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => collected.Add(new Measurement<double>(value, tags)));
        listener.Start();
        Here.Value = this;
    }

    public void Dispose() => listener.Dispose();

    /// <summary>What is measured now.</summary>
    internal IReadOnlyList<Measurement<double>> Collect()
    {
        collected.Clear();
        listener.RecordObservableInstruments();
        return [.. collected];
    }
}
