namespace EventStore.Conflicts.Rules;

/// <content>What is refused: types without names, silence, contradictions, saying a thing twice.</content>
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
                RefuseNameless(pair.Theirs, pair.IncludingDerived || pair.IsWithItself, pair.Place);
            }

            RefuseContradictoryVerbs(owner);
            RefuseOverlaps([.. owner.Pairs.Where(pair => pair.Theirs.IsPattern && !pair.IsWithItself).Select(pair => (pair.Theirs, pair.Place))]);
        }

        foreach (var pair in declared.Symmetric)
        {
            RefuseNameless(pair.Mine, includingDerived: false, pair.Place);
        }

        RefuseOverlaps([.. declared.Types.Where(each => each.Mine.IsPattern).Select(each => (each.Mine, each.Place))]);
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
            Refuse($"{type} has a rule at {place} but no name: map it, Map<{type.Name}>(\"…\"), or mean the types derived from it, IncludingDerived().");
        }
        else if (!types.Types.Any(mapped => type.IsAssignableFrom(mapped.Type)))
        {
            Refuse($"{type} has a rule at {place} that includes what is derived from it, and no mapped type is: map one, or leave the rule out.");
        }
    }

    /// <summary>Of two patterns that have names in common, one must lie within the other, or nobody could say which of them decides on such a name.</summary>
    private void RefuseOverlaps((EventTypeReference Pattern, SourcePlace Place)[] patterns)
    {
        for (var i = 0; i < patterns.Length; i++)
        {
            foreach (var (other, place) in patterns.AsSpan(i + 1))
            {
                var one = patterns[i].Pattern;
                if (NamePattern.Overlap(one.Name!, other.Name!) && IsNarrower(one, other) == IsNarrower(other, one))
                {
                    Refuse($"{one} at {patterns[i].Place} and {other} at {place} match the same names, and neither is the narrower one.");
                }
            }
        }
    }

    /// <summary>Both types speak of the pair, and one says that it conflicts while the other says that it doesn't. A merge may work one way only.</summary>
    private void RefuseContradictionsAcross()
    {
        var patterns = Owners.SelectMany(owner => owner.Pairs.Select(pair => pair.Theirs).Append(owner.Mine)).Where(each => each.IsPattern);
        string[] all = [.. known, .. patterns.Select(pattern => pattern.Name!)];
        foreach (var (mine, owner) in all.Select(name => (name, OwnerOf(name))).Where(each => each.Item2 is not null))
        {
            foreach (var theirs in all)
            {
                if (PairOf(owner!, mine, theirs) is { Conflict: true } pair
                    && pair.Question?.Kind != ConflictRuleKind.ResolveWith
                    && OwnerOf(theirs) is { } other
                    && PairOf(other, theirs, mine) is { Conflict: false } reverse)
                {
                    Refuse(
                        $"'{mine}' with '{theirs}' is declared {Says(pair)}, but '{theirs}' with '{mine}' {Says(reverse)}. "
                        + "Two events conflict or they don't, whichever comes first.");
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

    private void RefuseSilence(string mine, TypeDeclaration owner)
    {
        // A list of compatible types may be silent about the type itself: it then conflicts with itself, which is the cautious side.
        // Where every pair has to be declared, so has this one, and what is undeclared conflicts.
        if (owner.EmptyLists.Count > 0 || owner.Never.Count > 0 || owner.Pairs.Count == 0 || owner.CompatibleOnly.Count > 0 || declared.StrictAt is not null)
        {
            return;
        }

        if (!owner.Pairs.Exists(pair => pair.Conflict))
        {
            Refuse(
                $"'{mine}' says only {(owner.Pairs.TrueForAll(pair => pair.IsWithItself) ? "CompatibleWithItself()" : "what it is compatible with")} at "
                + $"{owner.Pairs[0].Place}: its list of conflicts is empty. If nothing conflicts with it, say NeverConflicts().");
        }
        else if (PairOf(owner, mine, mine) is null)
        {
            Refuse(
                $"'{mine}' lists conflicts at {owner.Pairs[0].Place} and is silent about itself, so two of them would pass unnoticed. "
                + "Add ConflictsWithItself(), or CompatibleWithItself() if two at once are fine.");
        }
    }

    private void RefuseUndeclared()
    {
        if (declared.StrictAt is null)
        {
            return;
        }

        foreach (var mine in known)
        {
            var owner = OwnerOf(mine);
            if (owner is null && types.TryGet(mine, out _))
            {
                Refuse($"'{mine}' has no rules, and every pair has to be declared ({declared.StrictAt}). Say what it conflicts with, or NeverConflicts().");
            }
            else if (owner is { Never.Count: 0, CompatibleOnly.Count: 0 }
                && known.Where(theirs => PairOf(owner, mine, theirs) is null).ToArray() is { Length: > 0 } silent)
            {
                Refuse(
                    $"'{mine}' at {owner.Place} says nothing of {string.Join(", ", silent.Select(name => $"'{name}'"))}, and every pair has to be declared "
                    + $"({declared.StrictAt}). Say ConflictsWith or CompatibleWith of each.");
            }
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
