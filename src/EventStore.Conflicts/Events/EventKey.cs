namespace EventStore.Conflicts;

/// <summary>Which event stands where: all of a stored event but its contents. Immutable.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version; of a dropped event, the version it would have followed.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Type">The event's type name.</param>
/// <param name="Timestamp">When it was written: UTC, whole microseconds.</param>
/// <param name="IsDropped">True where a merge dropped the event: it is in no stream, only its id is known.</param>
public readonly record struct EventKey(
    StreamId Stream, long Version, Guid Id, string Type, DateTimeOffset Timestamp, bool IsDropped = false);
