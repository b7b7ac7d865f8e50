using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Rules at random.</summary>
internal static class RandomRules
{
    private const int MaxListed = 3;
    private const int MaxCap = 6;

    internal static readonly string[] Types = ["a", "b", "c", "d", "e"];

    private static readonly PairKind[] Kinds = Enum.GetValues<PairKind>();

    /// <summary>Of each type: nothing, that it never conflicts, what alone is compatible, or a list of its conflicts.</summary>
    internal static HistoryRules Draw(Random random)
    {
        var rules = new Dictionary<string, TypeRule>(StringComparer.Ordinal);
        foreach (var type in Types)
        {
            long? cap = random.Next(8) == 0 ? random.Next(1, MaxCap + 1) : null;
            switch (random.Next(6))
            {
                case 0:
                    break;
                case 1:
                    rules.Add(type, new TypeRule(PairKind.Compatible, new Dictionary<string, PairKind>(StringComparer.Ordinal), cap));
                    break;
                case 2:
                    rules.Add(type, new TypeRule(PairKind.Conflict, Some(random, _ => PairKind.Compatible), cap));
                    break;
                default:
                    rules.Add(type, new TypeRule(PairKind.Compatible, List(random, type), cap));
                    break;
            }
        }

        return WithoutContradictions(rules);
    }

    /// <summary>What is said of itself may be that it is compatible, if the list has a conflict; other types are compatible where they are not listed.</summary>
    private static Dictionary<string, PairKind> List(Random random, string type)
    {
        var list = Some(random, _ => Kinds[random.Next(1, Kinds.Length)]);
        list.Remove(type);
        list.Add(type, Kinds[random.Next(list.Count == 0 ? 1 : 0, Kinds.Length)]);
        return list;
    }

    private static Dictionary<string, PairKind> Some(Random random, Func<string, PairKind> kindOf) =>
        Types.OrderBy(_ => random.Next()).Take(random.Next(1, MaxListed + 1)).ToDictionary(type => type, kindOf, StringComparer.Ordinal);

    /// <summary>A registry refuses that a type says of another that alone it is compatible, where the other lists it as a conflict.</summary>
    private static HistoryRules WithoutContradictions(Dictionary<string, TypeRule> rules)
    {
        foreach (var (type, rule) in rules.Where(each => each.Value.Otherwise == PairKind.Conflict).ToList())
        {
            var left = rule.Pairs.Where(pair => pair.Key == type || rules.GetValueOrDefault(pair.Key)?.Pairs.GetValueOrDefault(type) is null or PairKind.Compatible)
                .ToDictionary(StringComparer.Ordinal);
            rules.Remove(type);
            if (left.Count > 0)
            {
                rules.Add(type, rule with { Pairs = left });
            }
        }

        return new HistoryRules(rules);
    }
}
