namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>What a registry is not built for.</summary>
internal enum Problem
{
    ForTwice,
    TypeWithoutName,
    OverlappingIncomingPatterns,
    OverlappingConcurrentPatterns,
    NothingSaid,
    EmptyList,
    NeverTwice,
    NeverAndList,
    TwoLists,
    OnlyCompatible,
    SilentAboutItself,

    /// <summary>Two exact ones, or two bases or patterns of which neither is narrower.</summary>
    RulesTwiceOrTied,

    /// <summary>The same, of what is said of a pair.</summary>
    PairTwiceOrTied,
    ConflictsOneWay,

    /// <summary>Only where every pair has to be declared.</summary>
    TypeWithoutRules,

    /// <summary>Only where every pair has to be declared.</summary>
    PairUndeclared,
}
