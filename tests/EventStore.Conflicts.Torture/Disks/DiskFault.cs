namespace EventStore.Conflicts.Torture.Disks;

/// <summary>What fails on a disk. Immutable.</summary>
/// <param name="Operation">What SQLite can no longer do.</param>
/// <param name="Code">The code of the error, as SQLite's documents have it.</param>
/// <param name="Nth">How often it still can, plus one.</param>
/// <param name="Lasting">How many operations fail from then on.</param>
/// <param name="OnlyDatabase">True where only the database itself is meant, which nobody but a checkpoint writes to; false for its log as well.</param>
internal sealed record DiskFault(DiskOperation Operation, int Code, int Nth, int Lasting, bool OnlyDatabase)
{
    internal const int Full = 13;
    internal const int CannotOpen = 14;
    internal const int WriteError = 10 | (3 << 8);
    internal const int SyncError = 10 | (4 << 8);
    internal const int TruncateError = 10 | (6 << 8);

    /// <summary>For people.</summary>
    public override string ToString() => $"{Operation} {Nth}{(OnlyDatabase ? " of the database" : "")} fails with {Code}{(Lasting > 1 ? $", and so do {Lasting - 1} more" : "")}";
}
