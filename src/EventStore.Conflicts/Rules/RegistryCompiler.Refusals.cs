namespace EventStore.Conflicts.Rules;

/// <content>What is refused of types and their verbs: having no name, saying nothing, contradictions, saying a thing twice.</content>
internal sealed partial class RegistryCompiler
{
    private IEnumerable<TypeDeclaration> Owners => declared.Types.Concat(exact.Values).Distinct();

    private void RefuseWhatCannotBe()
    {
        foreach (var owner in Owners)
        {
            RefuseNameless(owner.Mine, owner.IncludingDerived, owner.Place);
            foreach (var pair in owner.Pairs)
            {
                if (!pair.IsWithItself || pair.IncludingDerived)
                {
                    RefuseNameless(pair.Theirs, pair.IncludingDerived, pair.Place);
                }
            }

            RefuseContradictoryVerbs(owner);
            RefuseOverlaps([.. pairsOf[owner].Patterns.Select(pair => (pair.Theirs, pair.Place))]);
        }

        foreach (var pair in declared.Symmetric)
        {
            RefuseNameless(pair.Mine, includingDerived: false, pair.Place);
        }

        RefuseOverlaps([.. patterns.Select(each => (each.Mine, each.Place))]);
        RefuseSilence();
        RefuseContradictionsAcross();
        RefuseUndeclared();
    }

    private void RefuseNameless(EventTypeReference reference, bool includingDerived, SourcePlace place)
    {
        if (reference.Type is not { } type || types.TryGet(type, out _))
        {
            return;
        }

        if (!includingDerived)
        {
            Refuse($"{type} has a rule at {place} but no name: map it, Map<{type.Name}>(\"…\"), or mean the types derived from it: IncludingDerived() right after it is named.");
        }
        else if (!types.Types.Any(mapped => type.IsAssignableFrom(mapped.Type)))
        {
            Refuse($"{type} has a rule at {place} that includes what is derived from it, and no mapped type is: map one, or leave the rule out.");
        }
    }

    /// <summary>Of two patterns that have names in common, one must lie within the other, or nobody could say which of them decides on such a name.</summary>
    private void RefuseOverlaps((EventTypeReference Pattern, SourcePlace Place)[] all)
    {
        for (var i = 0; i < all.Length; i++)
        {
            foreach (var (other, place) in all.AsSpan(i + 1))
            {
                var one = all[i].Pattern;
                if (NamePattern.Overlap(one.Name!, other.Name!) && IsNarrower(one, other) == IsNarrower(other, one))
                {
                    Refuse($"{one} at {all[i].Place} and {other} at {place} match the same names, and neither is the narrower one.");
                }
            }
        }
    }

    private void RefuseContradictoryVerbs(TypeDeclaration owner)
    {
        if (owner is { Never.Count: 0, Pairs.Count: 0, EmptyLists.Count: 0 })
        {
            Refuse($"For {owner.Mine} at {owner.Place} nothing is said. Say NeverConflicts(), ConflictsWith…(…) or CompatibleOnlyWith(…).");
        }

        foreach (var (verb, place) in owner.EmptyLists)
        {
            Refuse($"{NameOf(owner)} says {verb} with an empty list at {place}. {RemedyOfEmpty(verb)}");
        }

        var never = owner.Never;
        if (never.Count > 1)
        {
            Refuse($"{NameOf(owner)} is declared NeverConflicts() twice: at {never[0]} and at {never[1]}.");
        }

        if (never.Count > 0 && owner.Pairs.FirstOrDefault() is { } pair)
        {
            Refuse($"{NameOf(owner)} is declared NeverConflicts() at {never[0]} and lists {pair.Theirs} at {pair.Place}. Say one of the two.");
        }

        if (owner.CompatibleOnly.FirstOrDefault() is { } only && owner.OpenLists.FirstOrDefault() is { } list)
        {
            Refuse(
                $"{NameOf(owner)} says CompatibleOnlyWith at {only}, so all other types conflict, and has another list at {list}. "
                + "Keep one of the two lists.");
        }
    }

    // A pair that is looked at more than once has its problem once.
    private void Refuse(string problem)
    {
        if (!problems.Contains(problem, StringComparer.Ordinal))
        {
            problems.Add(problem);
        }
    }

    private string NameOf(TypeDeclaration owner) => CurrentName(owner.Mine) is { } name ? $"'{name}'" : owner.Mine.ToString();

    private static string RemedyOfEmpty(string verb) => verb == nameof(TypeRules<>.CompatibleOnlyWith)
        ? "If everything conflicts with it, leave it unregistered; if nothing does, say NeverConflicts()."
        : "If nothing conflicts with it, say NeverConflicts().";

    private static string Says(PairDeclaration pair) => $"{(pair.Conflict ? "conflicting" : "compatible")} at {pair.Place}";
}
