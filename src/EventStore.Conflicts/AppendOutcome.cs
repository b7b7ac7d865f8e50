namespace EventStore.Conflicts;

/// <summary>How an append succeeded.</summary>
public enum AppendOutcome
{
    /// <summary>The events were appended, and the caller had seen everything before them (or asserted nothing).</summary>
    Appended = 0,

    /// <summary>
    /// The append was stale and the conflict registry let it through: the events were appended, and there are concurrent events
    /// before them that the caller has not seen. <see cref="AppendResult.Merges"/> says what was replaced or dropped on the way.
    /// </summary>
    Admitted,

    /// <summary>The same events were appended before, by an earlier call whose answer may have been lost. Nothing was written now.</summary>
    AlreadyAppended,

    /// <summary>
    /// The append was stale, and merges found every one of its events to be redundant: nothing had to be appended. The ids are recorded; sent again, the answer is
    /// the same.
    /// </summary>
    Dropped,
}
