namespace EventStore.Conflicts.Samples.Replay;

/// <summary>What the first pass over a log found.</summary>
/// <param name="Events">How many rows it has.</param>
/// <param name="Types">Every event type in it.</param>
internal sealed record LogScan(long Events, IReadOnlySet<string> Types);
