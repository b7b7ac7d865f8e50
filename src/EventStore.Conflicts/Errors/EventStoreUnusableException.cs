namespace EventStore.Conflicts;

/// <summary>
/// The store cannot be used as it is, and trying again does not help: not a database, another application's database, a newer schema,
/// no right to write, damaged. What was stored before is left as it was.
/// </summary>
public sealed class EventStoreUnusableException : EventStoreException
{
    /// <summary>Says what is wrong and, where possible, what to do.</summary>
    public EventStoreUnusableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
