namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What the callers of a history make of an engine that cannot be reached, or doesn't answer.</summary>
public enum Faults
{
    /// <summary>There are none, so a read that fails ends the history.</summary>
    NotExpected = 0,

    /// <summary>Reads are tried again until they succeed. What an append became may stay unknown until the end; then it is sent again until the answer is definite.</summary>
    SettledAtTheEnd,

    /// <summary>The store retries everything by itself, as <c>AddRetries</c> makes it.</summary>
    Retried,
}
