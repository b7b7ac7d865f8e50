namespace EventStore.Conflicts;

/// <summary>The rule that decided on a pair of events, and where it was declared.</summary>
/// <param name="Kind">What kind of rule it is.</param>
/// <param name="DeclaredAt">Where it was declared; null for a rule nobody declared.</param>
public sealed record ConflictRule(ConflictRuleKind Kind, SourcePlace? DeclaredAt = null)
{
    internal static ConflictRule NotRegistered { get; } = new(ConflictRuleKind.NotRegistered);

    internal static ConflictRule AfterDecision { get; } = new(ConflictRuleKind.AfterDecision);

    /// <summary>For people: what the rule says, without the place.</summary>
    public string Says => Kind switch
    {
        ConflictRuleKind.NeverConflicts => "declared never to conflict",
        ConflictRuleKind.ConflictsWith => "declared to conflict",
        ConflictRuleKind.When => "declared to conflict when a predicate says so",
        ConflictRuleKind.SameBy => "declared to conflict when both have the same key",
        ConflictRuleKind.ResolveWith => "declared to be merged",
        ConflictRuleKind.CompatibleWith => "declared compatible",
        ConflictRuleKind.NotListed => "not in the list of conflicts",
        ConflictRuleKind.NotCompatible => "not in the list of compatible types",
        ConflictRuleKind.Undeclared => "not declared, and every pair has to be",
        ConflictRuleKind.AfterDecision => "committed after the version the append was decided at",
        _ => "no rule for the incoming type, so it conflicts with everything",
    };

    /// <summary>For people: what the rule says, and where it was declared.</summary>
    public override string ToString() => DeclaredAt is null ? Says : $"{Says} at {DeclaredAt}";
}
