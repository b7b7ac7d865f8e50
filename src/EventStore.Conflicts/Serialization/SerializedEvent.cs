namespace EventStore.Conflicts.Serialization;

/// <summary>What a serialiser makes of a new event, and the names its type had before.</summary>
internal sealed record SerializedEvent(string Type, IReadOnlyList<string> FormerTypes, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata);
