namespace EventStore.Conflicts.PostgreSql.Load.Following;

/// <summary>What a follower saw.</summary>
/// <param name="Events">How many events.</param>
/// <param name="MaxBehind">How long it took at most until it had an event, from when it was appended.</param>
/// <param name="MaxBarrier">How old the transaction at most was that it had to wait for.</param>
internal sealed record FollowerReport(long Events, TimeSpan MaxBehind, TimeSpan MaxBarrier);
