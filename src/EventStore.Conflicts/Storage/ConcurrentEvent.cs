namespace EventStore.Conflicts.Storage;

/// <summary>What an engine must know of an event that came after <see cref="ExpectedVersion.Seen"/> to judge it. Immutable.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Type">Its type name.</param>
/// <param name="Timestamp">When it was written.</param>
public readonly record struct ConcurrentEvent(long Version, string Type, DateTimeOffset Timestamp);
