namespace EventStore.Conflicts.Sqlite;

/// <summary>What an acknowledged append survives.</summary>
public enum SqliteDurability
{
    /// <summary>A crash of the process, of the system, and a loss of power (<c>synchronous=FULL</c>). The default.</summary>
    Full = 0,

    /// <summary>
    /// A crash of the process. A crash of the system or a loss of power may take the last commits with it, never one in the middle
    /// (<c>synchronous=NORMAL</c>). Their positions are given again: reset the checkpoints of readers that are beyond the end of the store then.
    /// </summary>
    Normal = 1,
}
