namespace EventStore.Conflicts;

/// <summary>What kind of rule decided on a pair of events.</summary>
public enum ConflictRuleKind
{
    /// <summary>The incoming type has no rule (or there is no registry, or the batch is empty): it conflicts with everything.</summary>
    NotRegistered = 0,

    /// <summary>The incoming type says <c>NeverConflicts</c>.</summary>
    NeverConflicts,

    /// <summary>The incoming type names the concurrent one in its list of conflicts.</summary>
    ConflictsWith,

    /// <summary>A predicate (<c>When</c>) looked at both events.</summary>
    When,

    /// <summary>A key of both events was compared (<c>SameBy</c>).</summary>
    SameBy,

    /// <summary>A merge (<c>ResolveWith</c>) looked at both events.</summary>
    ResolveWith,

    /// <summary>The incoming type names the concurrent one as compatible.</summary>
    CompatibleWith,

    /// <summary>The incoming type lists what it conflicts with, and the concurrent one is not in the list.</summary>
    NotListed,

    /// <summary>The incoming type lists what it is compatible with, and the concurrent one is not in the list.</summary>
    NotCompatible,

    /// <summary>Nobody has said anything about the pair, and the registry wants every pair to be declared.</summary>
    Undeclared,

    /// <summary>The concurrent event came after the version the append was decided at.</summary>
    AfterDecision,
}
