namespace EventStore.Conflicts;

/// <summary>The base of every error of this library that is not an argument error of the caller's.</summary>
public abstract class EventStoreException : Exception
{
    /// <summary>An error with a message for people.</summary>
    protected EventStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
