namespace EventStore.Conflicts.Samples.Replay;

/// <summary>One entry of a rules file, as it is written there: globs not resolved yet.</summary>
/// <param name="Pattern">The type or glob it is about.</param>
/// <param name="Line">The line it begins on.</param>
/// <param name="Verb">What it says.</param>
/// <param name="Others">The types and globs it lists; none for <see cref="RuleVerb.NeverConflicts"/>.</param>
/// <param name="SameBy">The column in which two events must have the same value to conflict; null where any two do.</param>
internal sealed record RuleEntry(string Pattern, int Line, RuleVerb Verb, IReadOnlyList<string> Others, string? SameBy);
