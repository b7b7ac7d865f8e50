namespace EventStore.Conflicts.Rules;

/// <summary>What a registry warns of.</summary>
public enum RegistryWarningKind
{
    /// <summary>
    /// One type is declared to conflict with another, and the other, which has rules, lets the first pass. A merge (<c>ResolveWith</c>) may work one way only, so it
    /// is no reason to warn.
    /// </summary>
    OneSidedPair = 0,

    /// <summary>A rule names a type that the event type map doesn't know. (Without any mapped type there is nothing to compare with.)</summary>
    UnknownType,

    /// <summary>A pattern of names matches no type that is mapped or named by a rule. (Without any mapped type there is nothing to compare with.)</summary>
    UnmatchedPattern,

    /// <summary>Types are mapped and have no rules. There is one such warning, for all of them.</summary>
    TypesWithoutRules,
}
