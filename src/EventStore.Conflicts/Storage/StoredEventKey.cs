namespace EventStore.Conflicts.Storage;

/// <summary>Which event stands where: all of a stored event but its contents. Immutable.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Type">The event's type name.</param>
public readonly record struct StoredEventKey(StreamId Stream, long Version, Guid Id, string Type);
