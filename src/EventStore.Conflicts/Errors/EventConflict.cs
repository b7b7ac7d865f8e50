namespace EventStore.Conflicts;

/// <summary>One pair of events that conflict: mine, which is being appended, and theirs, which was committed meanwhile.</summary>
/// <param name="IncomingIndex">The index of the incoming event in its batch; null where the batch is empty.</param>
/// <param name="IncomingType">The type name of the incoming event; null where the batch is empty.</param>
/// <param name="ConcurrentType">The type name of the concurrent event.</param>
/// <param name="ConcurrentVersion">Its version in the stream.</param>
/// <param name="ConcurrentId">Its id.</param>
/// <param name="Rule">The rule that decided, with the place it was declared.</param>
public sealed record EventConflict(
    int? IncomingIndex,
    string? IncomingType,
    string ConcurrentType,
    long ConcurrentVersion,
    Guid ConcurrentId,
    ConflictRule Rule)
{
    /// <summary>For people: both events and the rule.</summary>
    public override string ToString() =>
        $"{(IncomingType is null ? "an empty batch" : $"'{IncomingType}' (incoming #{IncomingIndex})")} with '{ConcurrentType}' (version {ConcurrentVersion}): {Rule}";
}
