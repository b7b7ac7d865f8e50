namespace EventStore.Conflicts.Commands;

/// <summary>What the strategies differ in: what a command is decided on, what its append expects, and what a refusal of that leads to.</summary>
internal static class Strategies
{
    internal static ConflictStrategy Default(long? seen) => seen is null ? ConflictStrategy.Retry : ConflictStrategy.Reject;

    /// <summary>The version to decide on; null for the newest. Whoever merges changes figures that were computed from what the user saw.</summary>
    internal static long? DecidesAt(this ConflictStrategy strategy, long? seen) => strategy == ConflictStrategy.Merge ? seen : null;

    internal static ExpectedVersion Expects(this ConflictStrategy strategy, long decidedOn, long? seen) => strategy switch
    {
        ConflictStrategy.Retry => ExpectedVersion.DecidedAt(decidedOn, seen: decidedOn),
        ConflictStrategy.Reject => ExpectedVersion.DecidedAt(decidedOn, seen: seen ?? decidedOn),
        ConflictStrategy.Merge => ExpectedVersion.Exactly(decidedOn),
        _ => ExpectedVersion.Any,
    };

    /// <summary>
    /// True where deciding again can help: on newer state, or, where the store gave up because others kept writing, because they may have come to rest. What was refused is
    /// never appended again.
    /// </summary>
    internal static bool DecidesAgain(this ConflictStrategy strategy, long? seen, ConcurrencyException refusal) => (strategy, refusal) switch
    {
        (ConflictStrategy.Retry, StreamConflictException) => true,
        (ConflictStrategy.Reject, StreamConflictException conflict) => seen is not null && IsOnlyAboutWhatCameLater(conflict),
        (ConflictStrategy.Merge, StreamConflictException) => seen is null,
        (ConflictStrategy.Merge, StreamContendedException) => true,
        _ => false,
    };

    /// <summary>
    /// Tells a refusal because of what came after the decision from one by the registry, because of what the user had not seen. Pairs stand in the order of versions,
    /// so whatever the registry refused is listed before what came later, and the cap on the list cannot hide it.
    /// </summary>
    private static bool IsOnlyAboutWhatCameLater(StreamConflictException conflict) =>
        conflict.Report.ExceededCap is null
        && conflict.Actual > conflict.Expected.Decided
        && conflict.Conflicts.All(pair => pair.Rule.Kind == ConflictRuleKind.AfterDecision);
}
