namespace EventStore.Conflicts.Rules;

/// <summary>The pairs of one declaration, sorted by how they name the concurrent type, so that nobody has to search the whole list. Immutable.</summary>
internal sealed class DeclaredPairs
{
    private readonly ILookup<string, PairDeclaration> byName;
    private readonly PairDeclaration[] withItself;

    internal DeclaredPairs(IReadOnlyList<PairDeclaration> pairs, Func<EventTypeReference, string?> currentName)
    {
        withItself = [.. pairs.Where(pair => pair.IsWithItself)];
        Patterns = [.. pairs.Where(pair => !pair.IsWithItself && pair.Theirs.IsPattern)];
        Derived = [.. pairs.Where(pair => pair.IncludingDerived)];
        byName = pairs.Except(withItself).Except(Patterns)
            .Select(pair => (Name: currentName(pair.Theirs), Pair: pair))
            .Where(each => each.Name is not null)
            .ToLookup(each => each.Name!, each => each.Pair, StringComparer.Ordinal);
    }

    /// <summary>Those that name a pattern.</summary>
    internal IReadOnlyList<PairDeclaration> Patterns { get; }

    /// <summary>Those that name a base type of several.</summary>
    internal IReadOnlyList<PairDeclaration> Derived { get; }

    /// <summary>Those that name the concurrent type itself; more than one is a problem.</summary>
    internal IEnumerable<PairDeclaration> Naming(string mine, string theirs) => mine == theirs ? withItself.Concat(byName[theirs]) : byName[theirs];
}
