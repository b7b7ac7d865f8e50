namespace EventStore.Conflicts.Storage;

/// <summary>What an event that was copied from another store keeps, and an engine would otherwise give it. Immutable.</summary>
/// <param name="Timestamp">When it was written first: UTC, whole microseconds. Stored instead of what the engine's clock shows.</param>
/// <param name="DecidedAt">The version its writer had decided on; null where the append named none. Stored instead of <see cref="StorageAppend.DecidedAt"/>.</param>
/// <param name="Version">
/// The version it had; of a dropped event the one it followed, which is recorded instead of the head. What is in a stream gets its version by its place, as
/// ever: that it is this one is for <see cref="StorageAppend.Expected"/> to assert.
/// </param>
public sealed record CopiedEvent(DateTimeOffset Timestamp, long? DecidedAt, long Version);
