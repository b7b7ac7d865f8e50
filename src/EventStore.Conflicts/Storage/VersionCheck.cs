namespace EventStore.Conflicts.Storage;

/// <summary>What an expected version says of a stream at a given version.</summary>
public enum VersionCheck
{
    /// <summary>It holds: append.</summary>
    Fits = 0,

    /// <summary>Events came after what was seen: the condition decides.</summary>
    Stale,

    /// <summary>It doesn't hold, and no condition can mend it: refuse.</summary>
    Wrong,
}
