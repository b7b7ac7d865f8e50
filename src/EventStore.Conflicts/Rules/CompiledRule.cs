using System.Collections.Frozen;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>The rules of one incoming type, by name: what an engine evaluates, and what explains it.</summary>
/// <param name="Condition">What a stale append of this type is refused for.</param>
/// <param name="Known">The decisions on known concurrent types, as far as something is said of them.</param>
/// <param name="Patterns">The decisions on names nobody knew when the registry was built, the most specific pattern first.</param>
/// <param name="Otherwise">The decision on all other types.</param>
/// <param name="Caps">How far behind it may be.</param>
internal sealed record CompiledRule(
    AppendCondition Condition,
    FrozenDictionary<string, PairDecision> Known,
    IReadOnlyList<(string Pattern, PairDecision Decision)> Patterns,
    PairDecision Otherwise,
    IReadOnlyList<StalenessCap> Caps)
{
    internal PairDecision On(string theirs)
    {
        if (Known.TryGetValue(theirs, out var known))
        {
            return known;
        }

        foreach (var (pattern, decision) in Patterns)
        {
            if (NamePattern.Matches(pattern, theirs))
            {
                return decision;
            }
        }

        return Otherwise;
    }
}
