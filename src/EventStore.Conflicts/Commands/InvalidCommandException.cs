namespace EventStore.Conflicts.Commands;

/// <summary>
/// A decision throws it where a command is not possible in the state the stream is in. Nothing was written. The message is shown to users. It is the domain's refusal,
/// not the store's, and so no <see cref="EventStoreException"/>.
/// </summary>
public sealed class InvalidCommandException : Exception
{
    /// <summary>A refusal, in words for users.</summary>
    public InvalidCommandException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
