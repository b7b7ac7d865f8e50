namespace EventStore.Conflicts;

/// <summary>What became of an incoming event that a merge replaced or dropped. Immutable.</summary>
/// <param name="Outcome"><see cref="PairOutcome.Replaced"/> or <see cref="PairOutcome.Dropped"/>.</param>
/// <param name="IncomingIndex">Its index in the batch.</param>
/// <param name="EventId">Its id, which it keeps.</param>
/// <param name="Type">Its type name, which it keeps.</param>
/// <param name="Data">The data that was appended in its place; null where it was dropped, or the rule was one by name.</param>
public sealed record EventMerge(PairOutcome Outcome, int IncomingIndex, Guid EventId, string Type, object? Data);
