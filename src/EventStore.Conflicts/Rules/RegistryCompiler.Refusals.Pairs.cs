namespace EventStore.Conflicts.Rules;

/// <content>What is refused of pairs: silence about a type itself, yes one way and no the other, and what nobody declared where everything has to be.</content>
internal sealed partial class RegistryCompiler
{
    /// <summary>Types by name, and patterns for themselves: what they say of their own names goes for all that they match.</summary>
    private void RefuseSilence()
    {
        foreach (var mine in known)
        {
            if (OwnerOf(mine) is { Mine.IsPattern: false } owner)
            {
                RefuseSilence(mine, owner);
            }
        }

        foreach (var pattern in patterns)
        {
            RefuseSilence(pattern.Mine.Name!, pattern);
        }
    }

    private void RefuseSilence(string mine, TypeDeclaration owner)
    {
        // A list of compatible types may be silent about the type itself: it then conflicts with itself, which is the cautious side.
        if (owner.EmptyLists.Count > 0 || owner.Never.Count > 0 || owner.Pairs.Count == 0 || owner.CompatibleOnly.Count > 0)
        {
            return;
        }

        if (declared.StrictAt is null && !owner.Pairs.Exists(pair => pair.Conflict))
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

    /// <summary>Both types speak of the pair, and one says that it conflicts while the other says that it doesn't. A merge may work one way only.</summary>
    private void RefuseContradictionsAcross()
    {
        // A pattern stands for the names that nobody knows yet: it is its own example.
        string[] names = [.. known, .. PatternNames];
        foreach (var (mine, owner) in names.Select(name => (name, OwnerOf(name))).Where(each => each.Item2 is not null))
        {
            foreach (var theirs in names)
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
                    $"'{mine}' at {owner.Place} says nothing of {Some(silent)}, and every pair has to be declared "
                    + $"({declared.StrictAt}). Say ConflictsWith or CompatibleWith of each.");
            }
        }
    }

    /// <summary>As many names as a person reads.</summary>
    private static string Some(string[] names)
    {
        const int Shown = 20;
        var rest = names.Length - Shown;
        return string.Join(", ", names.Take(Shown).Select(name => $"'{name}'")) + (rest > 0 ? $" and {rest} more" : "");
    }
}
