namespace EventStore.Conflicts.Histories;

/// <summary>
/// A conflict registry as plain data: what the checker recomputes every decision from, without asking the code that made it. Immutable.
/// </summary>
/// <param name="Types">The rules of incoming types. A type that isn't here conflicts with everything.</param>
public sealed record HistoryRules(IReadOnlyDictionary<string, TypeRule> Types)
{
    /// <summary>Plain optimistic concurrency.</summary>
    public static HistoryRules None { get; } = new(new Dictionary<string, TypeRule>(StringComparer.Ordinal));

    /// <summary>What is said of an incoming and a concurrent type.</summary>
    public PairKind On(string mine, string theirs) =>
        !Types.TryGetValue(mine, out var rule) ? PairKind.Conflict : rule.Pairs.TryGetValue(theirs, out var pair) ? pair : rule.Otherwise;

    /// <summary>How many concurrent events an append of a type may not have seen; null for any number.</summary>
    public long? CapOf(string mine) => Types.GetValueOrDefault(mine)?.MaxBehind;
}

/// <summary>What is said of one incoming type. Immutable.</summary>
/// <param name="Otherwise">Of all types that are not in <paramref name="Pairs"/>: compatible, or conflicting.</param>
/// <param name="Pairs">By the concurrent type.</param>
/// <param name="MaxBehind">How many concurrent events it may not have seen; null for any number.</param>
public sealed record TypeRule(PairKind Otherwise, IReadOnlyDictionary<string, PairKind> Pairs, long? MaxBehind = null);

/// <summary>What is said of an incoming and a concurrent type.</summary>
public enum PairKind
{
    /// <summary>They don't conflict.</summary>
    Compatible = 0,

    /// <summary>They conflict.</summary>
    Conflict,

    /// <summary>A predicate: they conflict where both have the same key.</summary>
    ConflictIfSameKey,

    /// <summary>A predicate: they conflict where the incoming value is the smaller one.</summary>
    ConflictIfSmaller,

    /// <summary>A merge: where both have the same key, the concurrent value is added to the incoming one.</summary>
    AddIfSameKey,

    /// <summary>A merge: where both have the same key, the incoming event is dropped if it has the same value as well, and conflicts if not.</summary>
    DropIfSame,
}

/// <summary>The answers of predicates and merges.</summary>
public static class PairKinds
{
    private const int Values = 997;

    /// <summary>What becomes of an incoming event.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="mine">The incoming data.</param>
    /// <param name="theirs">The concurrent data.</param>
    /// <param name="merged">The incoming data as it goes on.</param>
    public static PairOutcome Answer(this PairKind kind, Payload mine, Payload theirs, out Payload merged)
    {
        var sameKey = mine.Key == theirs.Key;
        merged = kind == PairKind.AddIfSameKey && sameKey ? mine with { Value = (mine.Value + theirs.Value) % Values } : mine;
        return kind switch
        {
            PairKind.Conflict => PairOutcome.Conflict,
            PairKind.ConflictIfSameKey when sameKey => PairOutcome.Conflict,
            PairKind.ConflictIfSmaller when mine.Value < theirs.Value => PairOutcome.Conflict,
            PairKind.AddIfSameKey when sameKey => PairOutcome.Replaced,
            PairKind.DropIfSame when sameKey => mine.Value == theirs.Value ? PairOutcome.Dropped : PairOutcome.Conflict,
            _ => PairOutcome.Compatible,
        };
    }
}
