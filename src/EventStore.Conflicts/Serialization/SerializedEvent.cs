namespace EventStore.Conflicts.Serialization;

/// <summary>What a serialiser makes of a new event, and all names its type has or had.</summary>
internal sealed record SerializedEvent(string Type, IReadOnlyList<string> TypeAliases, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata);
