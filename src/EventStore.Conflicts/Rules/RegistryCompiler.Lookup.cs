namespace EventStore.Conflicts.Rules;

/// <content>Whose word counts: the type itself before its base types, those before patterns, and the narrower one of two.</content>
internal sealed partial class RegistryCompiler
{
    /// <summary>The declaration that rules an incoming type; null where none does.</summary>
    private TypeDeclaration? OwnerOf(string mine)
    {
        if (exact.TryGetValue(mine, out var own))
        {
            return own;
        }

        var derived = declared.Types.Where(each => each.IncludingDerived && IsOf(mine, each.Mine));
        var patterns = declared.Types.Where(each => each.Mine.IsPattern && MatchesAny(each.Mine, mine));
        return Only(derived, each => each.Mine, each => each.Place, $"The rules of '{mine}'")
            ?? Only(patterns, each => each.Mine, each => each.Place, $"The rules of '{mine}'");
    }

    /// <summary>What an owner says of an incoming and a concurrent type; null where it is silent.</summary>
    private PairDeclaration? PairOf(TypeDeclaration owner, string mine, string theirs)
    {
        var own = owner.Pairs.Where(pair => pair.IsWithItself ? mine == theirs : !pair.Theirs.IsPattern && CurrentName(pair.Theirs) == theirs).ToArray();
        if (own is [var first, .. var more])
        {
            foreach (var again in more)
            {
                Refuse(again.Conflict == first.Conflict
                    ? $"'{mine}' with '{theirs}' is declared twice: at {first.Place} and at {again.Place}."
                    : $"'{mine}' with '{theirs}' is declared {Says(first)} and {Says(again)}.");
            }

            return first;
        }

        var derived = owner.Pairs.Where(pair => pair.IncludingDerived && IsOf(theirs, pair.Theirs));
        var patterns = owner.Pairs.Where(pair => !pair.IsWithItself && pair.Theirs.IsPattern && MatchesAny(pair.Theirs, theirs));
        return Only(derived, pair => pair.Theirs, pair => pair.Place, $"'{mine}' with '{theirs}'")
            ?? Only(patterns, pair => pair.Theirs, pair => pair.Place, $"'{mine}' with '{theirs}'");
    }

    /// <summary>The one candidate that is narrower than all others. That there is none is a problem: two have the same right to decide.</summary>
    private T? Only<T>(IEnumerable<T> candidates, Func<T, EventTypeReference> reference, Func<T, SourcePlace> place, string what)
        where T : class
    {
        T[] all = [.. candidates];
        if (all.Length <= 1)
        {
            return all.Length == 0 ? null : all[0];
        }

        var narrowest = Array.Find(all, each => all.All(other => ReferenceEquals(other, each) || IsNarrower(reference(each), reference(other))));
        if (narrowest is null)
        {
            Refuse(
                $"{what}: {reference(all[0])} at {place(all[0])} and {reference(all[1])} at {place(all[1])} have the same say. "
                + "Declare the type itself, or one of them narrower.");
        }

        return narrowest ?? all[0];
    }

    /// <summary>Patterns in the order they are tried: one that lies within another comes first.</summary>
    private static IEnumerable<PairDeclaration> Narrowest(IEnumerable<PairDeclaration> patterns)
    {
        PairDeclaration[] all = [.. patterns];
        return all.OrderByDescending(pair => all.Count(other => IsNarrower(pair.Theirs, other.Theirs)));
    }

    /// <summary>True where everything <paramref name="one"/> stands for is in <paramref name="other"/>, and the two are not the same.</summary>
    private static bool IsNarrower(EventTypeReference one, EventTypeReference other) =>
        one != other && (one.Type is not null ? other.Type!.IsAssignableFrom(one.Type) : NamePattern.Matches(other.Name!, one.Name!));

    private bool IsOf(string name, EventTypeReference reference) =>
        reference.Type is not null && types.TryGet(name, out var mapped) && reference.Type.IsAssignableFrom(mapped.Type);

    private bool MatchesAny(EventTypeReference pattern, string name) => AllNames(name).Any(each => NamePattern.Matches(pattern.Name!, each));
}
