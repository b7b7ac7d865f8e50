namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>What the random cases have come across: what never came up was never tried.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<(ConflictRuleKind, PairOutcome), int> pairs = [];
    private readonly HashSet<AppendDecision> decisions = [];
    private readonly HashSet<Problem> problems = [];

    internal void Add(IEnumerable<Problem> some) => problems.UnionWith(some);

    internal void Add(ConflictReport report)
    {
        decisions.Add(report.Decision);
        foreach (var pair in report.Pairs)
        {
            pairs[(pair.Rule.Kind, pair.Outcome)] = pairs.GetValueOrDefault((pair.Rule.Kind, pair.Outcome)) + 1;
        }
    }

    internal void ShouldBeComplete()
    {
        problems.Should().BeEquivalentTo(Enum.GetValues<Problem>());
        decisions.Should().BeEquivalentTo([AppendDecision.NotStale, AppendDecision.Admitted, AppendDecision.Dropped, AppendDecision.Refused]);
        pairs.Where(each => each.Value > 50).Select(each => each.Key).Should().BeEquivalentTo(
        [
            (ConflictRuleKind.NotRegistered, PairOutcome.Conflict),
            (ConflictRuleKind.NeverConflicts, PairOutcome.Compatible),
            (ConflictRuleKind.ConflictsWith, PairOutcome.Conflict),
            (ConflictRuleKind.When, PairOutcome.Compatible),
            (ConflictRuleKind.When, PairOutcome.Conflict),
            (ConflictRuleKind.SameBy, PairOutcome.Compatible),
            (ConflictRuleKind.SameBy, PairOutcome.Conflict),
            (ConflictRuleKind.ResolveWith, PairOutcome.Compatible),
            (ConflictRuleKind.ResolveWith, PairOutcome.Conflict),
            (ConflictRuleKind.ResolveWith, PairOutcome.Replaced),
            (ConflictRuleKind.ResolveWith, PairOutcome.Dropped),
            (ConflictRuleKind.CompatibleWith, PairOutcome.Compatible),
            (ConflictRuleKind.NotListed, PairOutcome.Compatible),
            (ConflictRuleKind.NotCompatible, PairOutcome.Conflict),
            (ConflictRuleKind.Undeclared, PairOutcome.Conflict),
        ]);
    }
}
