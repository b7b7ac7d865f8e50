namespace EventStore.Conflicts;

/// <summary>An event could not be turned into bytes, or stored bytes could not be read as the type their name is mapped to.</summary>
public sealed class EventSerializationException : EventStoreException
{
    /// <summary>Names the event type, and for a stored event where it stands.</summary>
    public EventSerializationException(string message, string eventType, Exception? innerException = null)
        : base(message, innerException) => EventType = eventType;

    /// <summary>The event type's name.</summary>
    public string EventType { get; }
}
