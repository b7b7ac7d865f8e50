namespace EventStore.Conflicts.Commands;

/// <summary>
/// A decision, or the fold of what was just decided, throws it where a command is not possible in the state the stream is in. Nothing was written. The message is shown to
/// users. It is the domain's refusal, not the store's, and so no <see cref="EventStoreException"/>. Thrown by a fold of what has happened it is a mistake, and ends in an
/// <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class InvalidCommandException : Exception
{
    /// <summary>A refusal, in words for users.</summary>
    public InvalidCommandException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
