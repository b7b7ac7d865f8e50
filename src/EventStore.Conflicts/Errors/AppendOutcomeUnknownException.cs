namespace EventStore.Conflicts;

/// <summary>
/// The commit was sent and its answer was lost: the events are all in the stream, or none of them. Sending the same events again, with the same
/// ids, is safe and settles it; <c>RetryingEventStore</c> does. Once unknown, only a definite answer of the store clears it.
/// </summary>
public sealed class AppendOutcomeUnknownException : EventStoreException
{
    /// <summary>Names the stream whose append is in doubt.</summary>
    public AppendOutcomeUnknownException(StreamId stream, Exception? innerException = null)
        : base(
            $"The append to stream '{stream}' was sent for commit and the answer was lost: either all of its events are stored or none. "
            + "Send the same events with the same ids again to find out.",
            innerException) => Stream = stream;

    /// <summary>The stream.</summary>
    public StreamId Stream { get; }
}
