namespace EventStore.Conflicts.Serialization;

/// <summary>What a serialiser makes of a new event.</summary>
internal sealed record SerializedEvent(string Type, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata);
