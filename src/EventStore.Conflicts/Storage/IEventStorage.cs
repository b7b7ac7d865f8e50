namespace EventStore.Conflicts.Storage;

/// <summary>
/// A storage engine: bytes in, bytes out. It knows streams, versions, ids and type names, evaluates conditions, and never calls user
/// code. Public, so that anyone can write one; the contract suite (<c>EventStore.Conflicts.ContractTests</c>) says whether it is right.
/// </summary>
/// <remarks>
/// All members are safe to call from many threads. Arguments are checked before they get here. Refusals are values; the exceptions are
/// <see cref="EventStoreUnavailableException"/> (transient, nothing was written), <see cref="EventStoreUnusableException"/> (lasting),
/// <see cref="AppendOutcomeUnknownException"/> (the commit was sent and its answer lost) and <see cref="ObjectDisposedException"/>.
/// Disposal completes what was accepted before it, and every pending call.
/// </remarks>
public interface IEventStorage : IAsyncDisposable, IDisposable
{
    /// <summary>
    /// Appends all events or none, in one transaction that holds the stream's lock from the first check to the commit.
    /// </summary>
    /// <remarks>
    /// <para>In this order, and nothing is answered before the commit of the transaction it was judged in:</para>
    /// <list type="number">
    /// <item>Look up the ids of the batch; <see cref="StorageAppend.CheckDuplicates"/> says what follows from what is found.</item>
    /// <item>Read the head; <see cref="StorageAppend.CheckVersion"/> says whether it fits, is wrong, or is stale.</item>
    /// <item>If stale, <see cref="StorageAppend.Judge"/> the events after <see cref="ExpectedVersion.Seen"/>: too many or too old a first one refuse, and so does the first
    /// refused one; otherwise one to ask about asks; otherwise it is admitted. <see cref="StorageAppend.FindObjection"/> does both this and the step before.</item>
    /// <item>Insert, numbered from the head on, all with one timestamp. Of an event that is dropped only the id, the type and the version it follows are recorded.
    /// What <see cref="EncodedEvent.Copied"/> says is stored instead of what the engine would.</item>
    /// </list>
    /// </remarks>
    /// <param name="append">What to append, and under which condition.</param>
    /// <param name="cancellationToken">Gives up waiting; without effect once the transaction has begun.</param>
    Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken);

    /// <summary>
    /// Appends several batches, to whatever streams, each as <see cref="AppendAsync"/> would once the one before it was answered: it is judged by what those
    /// before it wrote, and its events have greater positions than theirs. Ends with the first that is not written; nothing of those after it is.
    /// </summary>
    /// <remarks>
    /// An engine may let them share a transaction, or several, one after the other; here each has its own. After an exception some of them may be written: the
    /// first ones, never one without those before it. To send all of them again is safe.
    /// </remarks>
    /// <param name="appends">What to append, in this order; may be empty.</param>
    /// <param name="cancellationToken">Gives up waiting; without effect on a transaction that has begun.</param>
    /// <returns>The answers, in the same order, up to the first that is not <see cref="StorageAppendResult.IsWritten"/>.</returns>
    async Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var results = new List<StorageAppendResult>(appends.Count);
        foreach (var append in appends)
        {
            results.Add(await AppendAsync(append, cancellationToken).ConfigureAwait(false));
            if (!results[^1].IsWritten)
            {
                break;
            }
        }

        return results;
    }

    /// <summary>Reads a stream. Ends where it ended when the enumeration began. No lock or transaction is held while the caller works.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="direction">Oldest first, or newest first.</param>
    /// <param name="fromVersion">The version to begin with, included; null for the first in the direction.</param>
    /// <param name="maxCount">At most this many.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken);

    /// <summary>Reads which events stand in a range of versions, ascending, without their contents.</summary>
    IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken);

    /// <summary>Reads all streams in the order of positions. Ends where the store ended when the enumeration began.</summary>
    IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken);

    /// <summary>The version of a stream; 0 where it doesn't exist.</summary>
    Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>The event with an id, or null.</summary>
    Task<StoredEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken);

    /// <summary>
    /// What is known by each of <paramref name="eventIds"/>, in their order: an event, one that a merge dropped, or null.
    /// </summary>
    Task<IReadOnlyList<EventKey?>> FindKeysAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the events that merges dropped, ordered by the bytes of their ids (big-endian). No lock or transaction is held while the caller works, so
    /// what is dropped meanwhile may be among them or not.
    /// </summary>
    /// <param name="after">Begins after this id, whether it is known or not; null for the first.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<EventKey> ReadDroppedAsync(Guid? after, CancellationToken cancellationToken);

    /// <summary>
    /// Up to <paramref name="maxCount"/> streams whose ids begin with <paramref name="prefix"/> and come after <paramref name="after"/>, ordered by the
    /// UTF-8 bytes of their ids.
    /// </summary>
    Task<IReadOnlyList<StreamSummary>> ListStreamsAsync(string prefix, StreamId? after, int maxCount, CancellationToken cancellationToken);

    /// <summary>Completes when <see cref="ReadAllAsync"/> sees everything up to <paramref name="position"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The store never gave out <paramref name="position"/>.</exception>
    Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken);
}
