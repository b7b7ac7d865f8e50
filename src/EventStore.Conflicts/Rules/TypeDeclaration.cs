namespace EventStore.Conflicts.Rules;

/// <summary>What a host said about one incoming type, verb by verb and place by place. Judged in <see cref="RegistryCompiler"/>. What is said once the
/// registry is built would not be in it, so the builder's guard refuses it.</summary>
internal sealed class TypeDeclaration(EventTypeReference mine, SourcePlace place, Action? refuseWhenBuilt = null)
{
    internal EventTypeReference Mine => mine;

    internal SourcePlace Place => place;

    /// <summary>Every pair the type lists, in order: conflicting or compatible.</summary>
    internal List<PairDeclaration> Pairs { get; } = [];

    internal List<SourcePlace> Never { get; } = [];

    /// <summary>Where <c>CompatibleOnlyWith</c> was said: everything it doesn't list conflicts.</summary>
    internal List<SourcePlace> CompatibleOnly { get; } = [];

    /// <summary>Where <c>ConflictsWith</c> was said of other types: everything it doesn't list is compatible.</summary>
    internal List<SourcePlace> ConflictLists { get; } = [];

    /// <summary>Verbs that were given an empty list.</summary>
    internal List<(string Verb, SourcePlace Place)> EmptyLists { get; } = [];

    internal void NeverConflicts(SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        Never.Add(at);
    }

    internal void Conflicts(IReadOnlyList<EventTypeReference> theirs, SourcePlace at)
    {
        Add(nameof(TypeRules<>.ConflictsWith), theirs, conflict: true, at);
        ConflictLists.Add(at);
    }

    internal void OnlyCompatible(IReadOnlyList<EventTypeReference> theirs, SourcePlace at)
    {
        Add(nameof(TypeRules<>.CompatibleOnlyWith), theirs, conflict: false, at);
        CompatibleOnly.Add(at);
    }

    internal void WithItself(bool conflict, SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        Pairs.Add(new PairDeclaration(mine, mine, conflict, at));
    }

    private void Add(string verb, IReadOnlyList<EventTypeReference> theirs, bool conflict, SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        if (theirs.Count == 0)
        {
            EmptyLists.Add((verb, at));
        }

        Pairs.AddRange(theirs.Select(each => new PairDeclaration(mine, each, conflict, at)));
    }
}

/// <summary>One pair a host declared: incoming, concurrent, and whether they conflict.</summary>
internal sealed record PairDeclaration(EventTypeReference Mine, EventTypeReference Theirs, bool Conflict, SourcePlace Place);
