namespace EventStore.Conflicts;

/// <summary>
/// An event id of the append already names another event: in another stream, of another type, in another order, or only some of the batch is
/// there. Nothing was written. (A whole batch sent again is no error: its outcome is <see cref="AppendOutcome.AlreadyAppended"/>.)
/// </summary>
public sealed class DuplicateEventException : EventStoreException
{
    /// <summary>Names the first id that is taken, and where the event stands that has it; or where it would stand, had no merge dropped it.</summary>
    public DuplicateEventException(
        StreamId stream, Guid eventId, StreamId existingStream, long existingVersion, string existingType, bool isDropped = false)
        : base(
            $"The append to stream '{stream}' was refused: event id {eventId} already names "
            + (isDropped ? $"an event that a merge dropped after version {existingVersion}" : $"version {existingVersion}")
            + $" of stream '{existingStream}' ('{existingType}'), and this batch is not that append sent again (same stream, same ids, same order, same types).")
    {
        Stream = stream;
        EventId = eventId;
        ExistingStream = existingStream;
        ExistingVersion = existingVersion;
        ExistingType = existingType;
        IsDropped = isDropped;
    }

    /// <summary>The stream that was appended to.</summary>
    public StreamId Stream { get; }

    /// <summary>The first id of the batch that is taken.</summary>
    public Guid EventId { get; }

    /// <summary>The stream of the event that has it.</summary>
    public StreamId ExistingStream { get; }

    /// <summary>The version of the event that has it; of a dropped event, the version it would have followed.</summary>
    public long ExistingVersion { get; }

    /// <summary>The type name of the event that has it.</summary>
    public string ExistingType { get; }

    /// <summary>True where a merge dropped the event that has it: it is in no stream, only its id is known.</summary>
    public bool IsDropped { get; }
}
