using System.Text.Json;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>One row of the log, checked: one event.</summary>
internal sealed record LogRow(StreamId Stream, string Activity, string Type, string Lifecycle, string Time, string Resource)
{
    /// <summary>Somebody opens a work item: from here on they know the case as it is now.</summary>
    internal bool Opens => string.Equals(Lifecycle, "START", StringComparison.Ordinal);

    /// <summary>Somebody saves a work item.</summary>
    internal bool Saves => string.Equals(Lifecycle, "COMPLETE", StringComparison.Ordinal);

    /// <summary>A new event of this row, raw: the replay has no class for what it stores. A property for each column, by which rules can compare.</summary>
    internal NewEvent ToEvent() => NewEvent.Raw(Type, JsonSerializer.SerializeToUtf8Bytes(
        new { time = Time, @case = Stream.Value, activity = Activity, lifecycle = Lifecycle, resource = Resource }));
}
