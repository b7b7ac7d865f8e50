namespace EventStore.Conflicts.Serialization;

/// <summary>What a serialiser makes of a new event. The event keeps it, behind what other serialisers made of it earlier; nearly always there is one.</summary>
/// <param name="By">Who made it.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="TypeAliases">All names its type has or had.</param>
/// <param name="Data">The data.</param>
/// <param name="Metadata">The metadata; empty where there is none.</param>
/// <param name="Earlier">What another serialiser made of the same event.</param>
internal sealed record SerializedEvent(
    EventSerializer By, string Type, IReadOnlyList<string> TypeAliases, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata, SerializedEvent? Earlier);
