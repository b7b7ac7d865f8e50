namespace EventStore.Conflicts.Torture.Victims;

/// <summary>Where a process that writes to a SQLite store kills itself.</summary>
internal enum KillStep
{
    /// <summary>Before a write transaction begins.</summary>
    BeforeBegin = 0,

    /// <summary>Once it has begun.</summary>
    AfterBegin,

    /// <summary>Once an event is inserted.</summary>
    AfterInsert,

    /// <summary>Before the commit begins.</summary>
    BeforeCommit,

    /// <summary>Within a commit, before something is written to the log.</summary>
    BeforeLogWrite,

    /// <summary>Within a commit: all is written to the log, and not yet durable.</summary>
    BeforeLogSync,

    /// <summary>Within a commit: all is durable in the log.</summary>
    AfterLogSync,

    /// <summary>Before something is written to the database itself: by a checkpoint, or when it is made.</summary>
    BeforeDatabaseWrite,

    /// <summary>After something was written to the database itself.</summary>
    AfterDatabaseWrite,

    /// <summary>Once the commit is over.</summary>
    AfterCommit,

    /// <summary>The engine has answered, and its caller doesn't know yet.</summary>
    BeforeReply,
}
