namespace EventStore.Conflicts;

/// <summary>
/// The store could not do it now: busy, disk full, connection lost. Nothing was written. Trying again later may succeed, and
/// <c>RetryingEventStore</c> does.
/// </summary>
public sealed class EventStoreUnavailableException : EventStoreException
{
    /// <summary>Says what was in the way.</summary>
    public EventStoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
