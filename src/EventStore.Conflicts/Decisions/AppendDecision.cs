namespace EventStore.Conflicts;

/// <summary>What is, or would be, decided on an append.</summary>
public enum AppendDecision
{
    /// <summary>It is not stale: it is appended, and no rule is asked.</summary>
    NotStale = 0,

    /// <summary>It is stale, and nothing conflicts.</summary>
    Admitted,

    /// <summary>It is stale, and merges found all of its events to be redundant, now or when it was made before.</summary>
    Dropped,

    /// <summary>It is stale, and refused: by a pair that conflicts, or because it is too far behind.</summary>
    Refused,

    /// <summary>The expected version is wrong in a way no rule can mend.</summary>
    WrongVersion,

    /// <summary>The same events were appended before.</summary>
    AlreadyAppended,

    /// <summary>An id of the batch is taken by another event.</summary>
    DuplicateEvent,
}
