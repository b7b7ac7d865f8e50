namespace EventStore.Conflicts;

/// <summary>
/// An event that is being appended, as conflict rules see it: read back from the bytes that will be stored, so that nothing a caller holds can change
/// it. Immutable; safe for many threads.
/// </summary>
public sealed class IncomingEvent
{
    private readonly Lazy<object?> data;

    internal IncomingEvent(Guid id, string type, EventMetadata metadata, ReadOnlyMemory<byte> rawData, Func<object?> read)
    {
        Id = id;
        Type = type;
        Metadata = metadata;
        RawData = rawData;
        data = new Lazy<object?>(read);
    }

    /// <summary>The id that names it in the whole store.</summary>
    public Guid Id { get; }

    /// <summary>Its type name.</summary>
    public string Type { get; }

    /// <summary>Ids and headers beside the data.</summary>
    public EventMetadata Metadata { get; }

    /// <summary>The event as an object, or null where the event type map doesn't know its type name.</summary>
    public object? Data => data.Value;

    /// <summary>The data as UTF-8 JSON; empty where an object was explained without a store.</summary>
    public ReadOnlyMemory<byte> RawData { get; }
}
