namespace EventStore.Conflicts;

/// <summary>
/// An event id of the append already names another event: in another stream, of another type, in another order, or only some of the batch is
/// there. Nothing was written. (A whole batch sent again is no error: its outcome is <see cref="AppendOutcome.AlreadyAppended"/>.)
/// </summary>
public sealed class DuplicateEventException : EventStoreException
{
    /// <summary>Names the event that has the first id that is taken.</summary>
    public DuplicateEventException(StreamId stream, EventKey existing)
        : base(
            $"The append to stream '{stream}' was refused: event id {existing.Id} already names "
            + (existing.IsDropped ? $"an event that a merge dropped after version {existing.Version}" : $"version {existing.Version}")
            + $" of stream '{existing.Stream}' ('{existing.Type}'), and this batch is not that append sent again (same stream, same ids, same order, same types).")
    {
        Stream = stream;
        Existing = existing;
    }

    /// <summary>The stream that was appended to.</summary>
    public StreamId Stream { get; }

    /// <summary>The event that has the first id of the batch that is taken.</summary>
    public EventKey Existing { get; }
}
