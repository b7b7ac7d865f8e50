namespace EventStore.Conflicts.Torture.Disks;

/// <summary>What SQLite is about to do, or has done, to a file.</summary>
/// <param name="operation">What it does.</param>
/// <param name="path">To which file.</param>
/// <param name="offset">Where it writes, or how long the file is afterwards.</param>
/// <param name="data">What it writes.</param>
internal readonly ref struct DiskCall(DiskOperation operation, string path, long offset = 0, ReadOnlySpan<byte> data = default)
{
    internal DiskOperation Operation => operation;

    internal string Path => path;

    internal long Offset => offset;

    internal ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>True for the log beside a database.</summary>
    internal bool IsLog => path.EndsWith("-wal", StringComparison.Ordinal);
}

/// <summary>What can be done to a file.</summary>
internal enum DiskOperation
{
    /// <summary>It is opened, and made where there is none.</summary>
    Open = 0,

    /// <summary>Something is written.</summary>
    Write,

    /// <summary>What was written is made durable.</summary>
    Sync,

    /// <summary>It is cut off.</summary>
    Truncate,

    /// <summary>It is deleted.</summary>
    Delete,
}
