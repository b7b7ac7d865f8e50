namespace EventStore.Conflicts.Torture.Days.Disk;

/// <summary>When a disk begins to fail.</summary>
internal enum DiskMoment
{
    /// <summary>While a store is made, and the first events are appended.</summary>
    Making = 0,

    /// <summary>While a store is opened whose last process died, and the first events are appended.</summary>
    Opening,

    /// <summary>While events are appended.</summary>
    Appending,

    /// <summary>While what is in the log goes into the database.</summary>
    Checkpointing,
}
