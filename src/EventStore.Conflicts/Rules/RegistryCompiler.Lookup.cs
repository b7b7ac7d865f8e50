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

        return Only(derived.Where(each => IsOf(mine, each.Mine)), each => each.Mine, each => each.Place, () => $"The rules of '{mine}'")
            ?? Only(patterns.Where(each => MatchesAny(each.Mine, mine)), each => each.Mine, each => each.Place, () => $"The rules of '{mine}'");
    }

    /// <summary>What an owner says of an incoming and a concurrent type; null where it is silent.</summary>
    private PairDeclaration? PairOf(TypeDeclaration owner, string mine, string theirs)
    {
        var pairs = pairsOf[owner];
        PairDeclaration? first = null;
        foreach (var pair in pairs.Naming(mine, theirs))
        {
            if (first is not null)
            {
                Refuse(pair.Conflict == first.Conflict
                    ? $"'{mine}' with '{theirs}' is declared twice: at {first.Place} and at {pair.Place}."
                    : $"'{mine}' with '{theirs}' is declared {Says(first)} and {Says(pair)}.");
            }

            first ??= pair;
        }

        return first
            ?? Only(pairs.Derived.Where(pair => IsOf(theirs, pair.Theirs)), pair => pair.Theirs, pair => pair.Place, () => $"'{mine}' with '{theirs}'")
            ?? Only(pairs.Patterns.Where(pair => MatchesAny(pair.Theirs, theirs)), pair => pair.Theirs, pair => pair.Place, () => $"'{mine}' with '{theirs}'");
    }

    /// <summary>The one candidate that is narrower than all others. That there is none is a problem: two have the same right to decide.</summary>
    private T? Only<T>(IEnumerable<T> candidates, Func<T, EventTypeReference> reference, Func<T, SourcePlace> place, Func<string> what)
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
                $"{what()}: {reference(all[0])} at {place(all[0])} and {reference(all[1])} at {place(all[1])} have the same say. "
                + "Declare the type itself, or one of them narrower.");
        }

        return narrowest ?? all[0];
    }

    /// <summary>Patterns in the order they are tried: one that lies within another comes first.</summary>
    private static IEnumerable<PairDeclaration> Narrowest(IReadOnlyList<PairDeclaration> patterns) =>
        patterns.OrderByDescending(pair => patterns.Count(other => IsNarrower(pair.Theirs, other.Theirs)));

    /// <summary>True where everything <paramref name="one"/> stands for is in <paramref name="other"/>, and the two are not the same.</summary>
    private static bool IsNarrower(EventTypeReference one, EventTypeReference other) =>
        one != other && (one.Type is not null ? other.Type!.IsAssignableFrom(one.Type) : NamePattern.Matches(other.Name!, one.Name!));

    private bool IsOf(string name, EventTypeReference reference) =>
        reference.Type is not null && types.TryGet(name, out var mapped) && reference.Type.IsAssignableFrom(mapped.Type);

    private bool MatchesAny(EventTypeReference pattern, string name) => AllNames(name).Any(each => NamePattern.Matches(pattern.Name!, each));

    private IEnumerable<string> NamesIn(TypeDeclaration declaration) => declaration.Pairs
        .Where(pair => !pair.Theirs.IsPattern)
        .Select(pair => CurrentName(pair.Theirs))
        .OfType<string>();

    /// <summary>Every pattern that stands somewhere, for incoming types or for concurrent ones.</summary>
    private IEnumerable<string> PatternNames => patterns.Select(each => each.Mine.Name!)
        .Union(pairsOf.Values.SelectMany(pairs => pairs.Patterns).Select(pair => pair.Theirs.Name!), StringComparer.Ordinal);

    /// <summary>The name a reference stands for now; null for a .NET type that has none, and for a pattern's own text there is no telling.</summary>
    private string? CurrentName(EventTypeReference reference) => reference.Type is not null
        ? types.TryGet(reference.Type, out var mapped) ? mapped.Name : null
        : types.TryGet(reference.Name!, out var byName) ? byName.Name : reference.Name;

    private IReadOnlyList<string> AllNames(string name) => types.TryGet(name, out var mapped) ? mapped.AllNames : [name];
}
