namespace EventStore.Conflicts;

/// <summary>The direction in which a stream is read.</summary>
public enum ReadDirection
{
    /// <summary>From the oldest event to the newest.</summary>
    Forwards = 0,

    /// <summary>From the newest event to the oldest.</summary>
    Backwards = 1,
}
