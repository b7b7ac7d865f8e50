namespace EventStore.Conflicts.Histories;

/// <summary>How an append ended for its caller.</summary>
public enum CallOutcome
{
    /// <summary>Written, and its caller had seen everything before it.</summary>
    Appended = 0,

    /// <summary>Written although it was stale.</summary>
    Admitted,

    /// <summary>Merges dropped all of it, now or in an earlier call.</summary>
    Dropped,

    /// <summary>Written by an earlier call.</summary>
    AlreadyAppended,

    /// <summary>Stale, and refused by the rules or by a cap.</summary>
    Refused,

    /// <summary>The assertion was wrong.</summary>
    WrongVersion,

    /// <summary>Others kept writing what a rule had to look at.</summary>
    Contended,

    /// <summary>An id was taken by another event.</summary>
    DuplicateId,

    /// <summary>The answer was lost, or the caller: written as a whole, or not at all.</summary>
    Unknown,

    /// <summary>An error that says that nothing was written.</summary>
    Failed,

    /// <summary>Cancelled, so nothing was written.</summary>
    Cancelled,
}
