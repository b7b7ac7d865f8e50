using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// Real listeners that keep what is measured in the flow of the test that made them: other tests run at the same time, and all instruments belong to the whole
/// process.
/// </summary>
public sealed class TelemetryRecording : IDisposable
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "EventStore.Conflicts";

    private static readonly AsyncLocal<TelemetryRecording?> Here = new();

    private readonly ConcurrentQueue<Measurement> measurements = [];
    private readonly ConcurrentQueue<Activity> activities = [];
    private readonly MeterListener meters = new();
    private readonly ActivityListener source;

    /// <summary>Listens from now on. Make it in the test itself, or the flow is another.</summary>
    public TelemetryRecording()
    {
        Here.Value = this;
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name && !instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.Start();
        source = new ActivityListener
        {
            ShouldListenTo = each => each.Name == Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (IsHere)
                {
                    activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(source);
    }

    /// <summary>The activities that have ended, in order.</summary>
    public IReadOnlyCollection<Activity> Activities => activities;

    private bool IsHere => ReferenceEquals(Here.Value, this);

    /// <summary>What all instruments measured, in order.</summary>
    public IReadOnlyCollection<Measurement> All => measurements;

    /// <summary>What an instrument measured, in order.</summary>
    public IReadOnlyList<Measurement> Of(string instrument) => [.. measurements.Where(each => each.Instrument == instrument)];

    /// <summary>How much an instrument measured, by the values of its attributes in the order of their names; in ordinal order.</summary>
    public IReadOnlyList<(string Values, double Sum)> Sums(string instrument) =>
    [
        .. Of(instrument)
            .GroupBy(each => string.Join(", ", each.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => tag.Value)), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(each => each.Value))),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        meters.Dispose();
        source.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (IsHere)
        {
            measurements.Enqueue(new Measurement(instrument.Name, value, new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal)));
        }
    }
}
