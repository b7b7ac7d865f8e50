using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>What a registry says of an incoming and a concurrent event type. Immutable.</summary>
/// <param name="Verdict">Whether they conflict, or the events themselves have to tell.</param>
/// <param name="Rule">The rule that says so, and where it was declared.</param>
public sealed record PairDecision(Verdict Verdict, ConflictRule Rule)
{
    internal static PairDecision NotRegistered { get; } = new(Verdict.Refuse, ConflictRule.NotRegistered);

    internal static PairDecision AfterDecision { get; } = new(Verdict.Refuse, ConflictRule.AfterDecision);

    /// <summary>What decides where the verdict is to ask.</summary>
    internal PairQuestion? Question { get; init; }
}
