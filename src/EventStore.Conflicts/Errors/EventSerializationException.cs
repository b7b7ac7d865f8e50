namespace EventStore.Conflicts;

/// <summary>An event could not be turned into bytes, or stored bytes could not be read as the type their name is mapped to.</summary>
/// <remarks>
/// A stored event that cannot be read stops every enumeration that comes to it. A store without a mapping for its name reads it raw; a read of the whole
/// store goes on after <see cref="Position"/>.
/// </remarks>
public sealed class EventSerializationException : EventStoreException
{
    /// <summary>Names the event's type.</summary>
    public EventSerializationException(string message, string eventType, Exception? innerException = null)
        : base(message, innerException) => EventType = eventType;

    /// <summary>The event type's name.</summary>
    public string EventType { get; }

    /// <summary>The stream of a stored event; null for one that was to be appended.</summary>
    public StreamId? Stream { get; init; }

    /// <summary>The version of a stored event; null for one that was to be appended.</summary>
    public long? Version { get; init; }

    /// <summary>The position of a stored event; null for one that was to be appended.</summary>
    public GlobalPosition? Position { get; init; }
}
