using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <content>What is allowed and may be a mistake all the same. A registry in which nothing is declared has nothing to warn of: that is a choice.</content>
internal sealed partial class RegistryCompiler
{
    private IReadOnlyList<RegistryWarning> FindWarnings(IReadOnlyDictionary<string, CompiledRule> rules) =>
        pairsOf.Count == 0 ? [] : [.. OneSidedPairs(rules), .. UnknownNames(), .. TypesWithoutRules(rules)];

    private IEnumerable<RegistryWarning> OneSidedPairs(IReadOnlyDictionary<string, CompiledRule> rules) =>
        from mine in known
        where rules.ContainsKey(mine)
        from theirs in known
        where mine != theirs && rules.ContainsKey(theirs)
        let there = rules[mine].On(theirs).Rule
        where there.Kind is ConflictRuleKind.ConflictsWith or ConflictRuleKind.When or ConflictRuleKind.SameBy
        let back = rules[theirs].On(mine)
        where back.Verdict == Verdict.Admit
        select new RegistryWarning(
            RegistryWarningKind.OneSidedPair,
            [mine, theirs],
            [there.DeclaredAt!, back.Rule.DeclaredAt!],
            $"An incoming '{mine}' conflicts with '{theirs}' ({there}), but an incoming '{theirs}' passes '{mine}' ({back.Rule}). "
            + "If both ways are meant, say ConflictBetween.");

    /// <summary>A name may be one that is only appended raw; where types are mapped, it is rather a slip of the pen.</summary>
    private IEnumerable<RegistryWarning> UnknownNames() => types.Types.Count == 0 ? [] : Named()
        .GroupBy(said => said.Reference, said => said.Place)
        .Where(said => said.Key.IsPattern ? !known.Any(name => MatchesAny(said.Key, name)) : !types.TryGet(said.Key.Name!, out _))
        .OrderBy(said => said.Key.IsPattern).ThenBy(said => said.Key.Name, StringComparer.Ordinal)
        .Select(said => said.Key.IsPattern
            ? new RegistryWarning(
                RegistryWarningKind.UnmatchedPattern, [said.Key.Name!], [.. said], $"No known event type matches {said.Key}, which rules name at {Listed(said)}.")
            : new RegistryWarning(
                RegistryWarningKind.UnknownType, [said.Key.Name!], [.. said],
                $"The event type map doesn't know {said.Key}, which rules name at {Listed(said)}. Is it written as it is stored?"));

    private IEnumerable<RegistryWarning> TypesWithoutRules(IReadOnlyDictionary<string, CompiledRule> rules)
    {
        MappedEventType[] silent = [.. types.Types.Where(mapped => !rules.ContainsKey(mapped.Name)).OrderBy(mapped => mapped.Name, StringComparer.Ordinal)];
        if (silent.Length > 0)
        {
            yield return new RegistryWarning(
                RegistryWarningKind.TypesWithoutRules,
                [.. silent.Select(mapped => mapped.Name)],
                [.. silent.Select(mapped => mapped.MappedAt)],
                $"{silent.Length} mapped {(silent.Length == 1 ? "type has" : "types have")} no rules, so everything conflicts with "
                + $"{(silent.Length == 1 ? "it" : "them")}: {string.Join(", ", silent.Select(mapped => $"'{mapped.Name}'"))}.");
        }
    }

    /// <summary>Every name and pattern that rules say, with each place.</summary>
    private IEnumerable<(EventTypeReference Reference, SourcePlace Place)> Named() => declared.Types
        .SelectMany(each => each.Pairs.Where(pair => !pair.IsWithItself).Select(pair => (pair.Theirs, pair.Place)).Prepend((each.Mine, each.Place)))
        .Where(said => said.Item1.Name is not null)
        .Distinct();

    private static string Listed(IEnumerable<SourcePlace> places) => string.Join(" and ", places);
}
