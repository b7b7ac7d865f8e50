namespace EventStore.Conflicts;

/// <summary>What kind of rule decided that two events conflict.</summary>
public enum ConflictRuleKind
{
    /// <summary>The incoming type has no rule (or there is no registry, or the batch is empty): it conflicts with everything.</summary>
    NotRegistered = 0,

    /// <summary>The incoming type names the concurrent one in its list of conflicts.</summary>
    ConflictsWith,

    /// <summary>The incoming type lists what it is compatible with, and the concurrent one is not in the list.</summary>
    NotCompatible,

    /// <summary>The concurrent event came after the version the append was decided at.</summary>
    AfterDecision,
}

/// <summary>The rule that decided, and where it was declared.</summary>
/// <param name="Kind">What kind of rule it is.</param>
/// <param name="DeclaredAt">Where it was declared; null for a rule nobody declared.</param>
public sealed record ConflictRule(ConflictRuleKind Kind, SourcePlace? DeclaredAt = null)
{
    internal static ConflictRule NotRegistered { get; } = new(ConflictRuleKind.NotRegistered);

    internal static ConflictRule AfterDecision { get; } = new(ConflictRuleKind.AfterDecision);

    /// <summary>For people: what the rule says, and where it was declared.</summary>
    public override string ToString()
    {
        var says = Kind switch
        {
            ConflictRuleKind.ConflictsWith => "declared to conflict",
            ConflictRuleKind.NotCompatible => "not in the list of compatible types",
            ConflictRuleKind.AfterDecision => "committed after the version the append was decided at",
            _ => "no rule for the incoming type, so it conflicts with everything",
        };
        return DeclaredAt is null ? says : $"{says} at {DeclaredAt}";
    }
}
