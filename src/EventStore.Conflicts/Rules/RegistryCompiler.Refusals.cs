namespace EventStore.Conflicts.Rules;

/// <content>What is refused: silence, contradictions, saying a thing twice.</content>
internal sealed partial class RegistryCompiler
{
    /// <summary>Both types speak of the pair, and one says that it conflicts while the other says that it doesn't.</summary>
    private void RefuseContradictionsAcross(Dictionary<(string Mine, string Theirs), PairDeclaration> pairs)
    {
        foreach (var ((mine, theirs), pair) in pairs)
        {
            if (pair.Conflict && pairs.TryGetValue((theirs, mine), out var reverse) && !reverse.Conflict)
            {
                Refuse(
                    $"'{mine}' with '{theirs}' is declared {Says(pair)}, but '{theirs}' with '{mine}' {Says(reverse)}. "
                    + "Two events conflict or they don't, whichever comes first.");
            }
        }
    }

    private void RefuseContradictoryVerbs(string mine, TypeDeclaration declaration)
    {
        foreach (var (verb, place) in declaration.EmptyLists)
        {
            Refuse($"'{mine}' says {verb} with an empty list at {place}. {RemedyOfEmpty(verb)}");
        }

        var never = declaration.Never;
        if (never.Count > 1)
        {
            Refuse($"'{mine}' is declared NeverConflicts() twice: at {never[0]} and at {never[1]}.");
        }

        if (never.Count > 0 && declaration.Pairs.FirstOrDefault() is { } pair)
        {
            Refuse($"'{mine}' is declared NeverConflicts() at {never[0]} and lists {pair.Theirs} at {pair.Place}. Say one of the two.");
        }

        if (declaration.CompatibleOnly.FirstOrDefault() is { } only
            && declaration.ConflictLists.FirstOrDefault() is { } list)
        {
            Refuse(
                $"'{mine}' says CompatibleOnlyWith at {only}, so all other types conflict, and has a list of conflicts at {list}. "
                + "Keep one of the two lists.");
        }
    }

    private void RefuseSilence(string mine, TypeDeclaration declaration, Dictionary<(string Mine, string Theirs), PairDeclaration> pairs)
    {
        if (declaration.EmptyLists.Count > 0)
        {
            return;
        }

        if (declaration.Pairs.Count == 0)
        {
            Refuse(
                $"For {declaration.Mine} at {declaration.Place} nothing is said. Say NeverConflicts(), ConflictsWith…(…) or CompatibleOnlyWith(…).");
            return;
        }

        // A list of compatible types may be silent about the type itself: it then conflicts with itself, which is the cautious side.
        if (declaration.CompatibleOnly.Count > 0)
        {
            return;
        }

        if (!declaration.Pairs.Exists(pair => pair.Conflict))
        {
            Refuse(
                $"'{mine}' says only CompatibleWithItself() at {declaration.Pairs[0].Place}: its list of conflicts is empty. "
                + "If nothing conflicts with it, say NeverConflicts().");
        }
        else if (!pairs.ContainsKey((mine, mine)))
        {
            Refuse(
                $"'{mine}' lists conflicts at {declaration.Pairs[0].Place} and is silent about itself, so two of them would pass unnoticed. "
                + "Add ConflictsWithItself(), or CompatibleWithItself() if two at once are fine.");
        }
    }

    // A pair that is declared both ways at once has each of its problems twice.
    private void Refuse(string problem)
    {
        if (!problems.Contains(problem, StringComparer.Ordinal))
        {
            problems.Add(problem);
        }
    }

    private static string RemedyOfEmpty(string verb) => verb == nameof(TypeRules<>.CompatibleOnlyWith)
        ? "If everything conflicts with it, leave it unregistered; if nothing does, say NeverConflicts()."
        : "If nothing conflicts with it, say NeverConflicts().";

    private static string Says(PairDeclaration pair) => $"{(pair.Conflict ? "conflicting" : "compatible")} at {pair.Place}";
}
