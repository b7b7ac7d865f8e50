using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Says to a store what its rules are.</summary>
internal static class Registry
{
    internal static void Declare(this HistoryRules rules, ConflictRegistryBuilder registry)
    {
        foreach (var (type, rule) in rules.Types)
        {
            var mine = registry.For(type);
            if (rule.MaxBehind is { } cap)
            {
                mine.AtMost(cap);
            }

            if (rule.Otherwise == PairKind.Conflict)
            {
                mine.CompatibleOnlyWith([.. rule.Pairs.Keys]);
            }
            else if (rule.Pairs.Count == 0)
            {
                mine.NeverConflicts();
            }
            else
            {
                DeclareList(mine, type, rule.Pairs);
            }
        }
    }

    private static void DeclareList(NamedTypeRules mine, string type, IReadOnlyDictionary<string, PairKind> pairs)
    {
        foreach (var (theirs, kind) in pairs)
        {
            if (kind == PairKind.Compatible)
            {
                mine.CompatibleWithItself();
            }
            else
            {
                Ask(theirs == type ? mine.ConflictsWithItself() : mine.ConflictsWith([theirs]), kind);
            }
        }
    }

    private static void Ask(NamedPairRule pair, PairKind kind)
    {
        switch (kind)
        {
            case PairKind.ConflictIfSameKey:
                pair.SameBy("key");
                break;
            case PairKind.ConflictIfSmaller:
                pair.When((mine, theirs) => mine.ToPayload().Value < theirs.ToPayload().Value);
                break;
            case PairKind.AddIfSameKey or PairKind.DropIfSame:
                pair.ResolveWith((mine, theirs) => kind.Answer(mine.ToPayload(), theirs.ToPayload(), out var merged) switch
                {
                    PairOutcome.Replaced => Resolution.Replace(merged.ToJson()),
                    PairOutcome.Dropped => Resolution.Drop,
                    PairOutcome.Conflict => Resolution.Conflict,
                    _ => Resolution.Keep,
                });
                break;
        }
    }
}
