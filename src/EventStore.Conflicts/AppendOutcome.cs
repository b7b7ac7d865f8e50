namespace EventStore.Conflicts;

/// <summary>How an append succeeded.</summary>
public enum AppendOutcome
{
    /// <summary>The events were appended, and the caller had seen everything before them (or asserted nothing).</summary>
    Appended = 0,

    /// <summary>
    /// The append was stale and the conflict registry let it through: the events were appended, and there are concurrent events
    /// before them that the caller has not seen.
    /// </summary>
    Admitted,

    /// <summary>The same events were appended before, by an earlier call whose answer may have been lost. Nothing was written now.</summary>
    AlreadyAppended,
}
