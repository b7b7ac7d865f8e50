namespace EventStore.Conflicts.Storage;

/// <summary>What can be done with any engine.</summary>
public static class EventStorageExtensions
{
    /// <summary>
    /// Copies a whole store into another engine, in the order of its positions. Kept are streams, versions, ids, type names, the bytes of data and metadata, timestamps,
    /// <see cref="StoredEvent.DecidedAt"/>, the order of all events, and the ids of those that merges dropped. Positions are the target's own.
    /// </summary>
    /// <remarks>
    /// <para>
    /// First everything the target holds is compared with the source, byte for byte: it must be what an earlier copy of the same source left, or nothing.
    /// Then the rest is added, in portions, each durable before it is reported. So a copy that was cancelled or failed goes on where it stopped when it is run
    /// again, and one that is run again after its end copies nothing and verifies all.
    /// </para>
    /// <para>
    /// Nobody else may write to the target meanwhile. The source is only read, and may be open for reading only; what is written to it meanwhile may be left out, and
    /// comes over when the copy is run again.
    /// </para>
    /// </remarks>
    /// <param name="source">What to copy.</param>
    /// <param name="target">An empty store, or one that an earlier copy of <paramref name="source"/> has begun to fill.</param>
    /// <param name="progress">Is told after each portion. What it throws ends the copy.</param>
    /// <param name="cancellationToken">Ends the copy; what was added before stays.</param>
    /// <returns>What was copied in the end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="target"/> is null.</exception>
    /// <exception cref="EventStoreUnusableException">
    /// The target holds events that the source doesn't, or others in their place; nothing was written. Or somebody else writes to it meanwhile.
    /// </exception>
    /// <exception cref="EventStoreUnavailableException">A store could not do it now. Run it again.</exception>
    /// <exception cref="AppendOutcomeUnknownException">The last portion may be written or not. Run it again.</exception>
    public static Task<CopyProgress> CopyToAsync(
        this IEventStorage source, IEventStorage target, IProgress<CopyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return new StoreCopy(source, target, progress).RunAsync(cancellationToken);
    }
}
