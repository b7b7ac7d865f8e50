namespace EventStore.Conflicts;

/// <summary>What was found out about one incoming and one concurrent event.</summary>
public enum PairOutcome
{
    /// <summary>They don't conflict.</summary>
    Compatible = 0,

    /// <summary>They conflict: the append is refused.</summary>
    Conflict,

    /// <summary>A merge replaced the data of the incoming event.</summary>
    Replaced,

    /// <summary>A merge found the incoming event to be redundant.</summary>
    Dropped,
}
