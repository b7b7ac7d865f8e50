namespace EventStore.Conflicts.Storage;

/// <summary>An event as an engine is given it: names and bytes. What the bytes hold is not the engine's business. Immutable.</summary>
/// <param name="Id">Names the event in the whole store; never the empty GUID.</param>
/// <param name="Type">The type name; checked.</param>
/// <param name="Data">The data; never changed once it is here.</param>
/// <param name="Metadata">The metadata; empty where there is none.</param>
public sealed record EncodedEvent(Guid Id, string Type, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata)
{
    /// <summary>All names the type has or had: the same event, sent again after a rename, may be stored under another of them.</summary>
    public IReadOnlyList<string> TypeAliases { get; init; } = [];

    /// <summary>
    /// True where a merge found the event to be redundant: it is not inserted, but its id is recorded in the same transaction, so that it is
    /// recognised when it is sent again.
    /// </summary>
    public bool IsDropped { get; init; }

    /// <summary>What an event that was copied from another store keeps; null for a new one.</summary>
    public CopiedEvent? Copied { get; init; }

    /// <summary>True where <paramref name="type"/> is the event's type, under any of its names.</summary>
    public bool IsOfType(string type) =>
        string.Equals(type, Type, StringComparison.Ordinal) || TypeAliases.Contains(type, StringComparer.Ordinal);
}
