namespace EventStore.Conflicts.Rules;

/// <summary>What a host said about one incoming type, verb by verb and place by place. Judged in <see cref="RegistryCompiler"/>. What is said once the
/// registry is built would not be in it, so the builder's guard refuses it.</summary>
internal sealed class TypeDeclaration(EventTypeReference mine, SourcePlace place, Action? refuseWhenBuilt = null)
{
    internal EventTypeReference Mine => mine;

    internal SourcePlace Place => place;

    /// <summary>True where the rules are for the mapped types derived from <see cref="Mine"/>, too.</summary>
    internal bool IncludingDerived { get; private set; }

    /// <summary>Every pair the type lists, in order: conflicting or compatible.</summary>
    internal List<PairDeclaration> Pairs { get; } = [];

    internal List<SourcePlace> Never { get; } = [];

    /// <summary>Where <c>CompatibleOnlyWith</c> was said: everything it doesn't list conflicts.</summary>
    internal List<SourcePlace> CompatibleOnly { get; } = [];

    /// <summary>Where <c>ConflictsWith</c> or <c>CompatibleWith</c> was said of other types: everything neither lists is compatible.</summary>
    internal List<SourcePlace> OpenLists { get; } = [];

    /// <summary>Verbs that were given an empty list.</summary>
    internal List<(string Verb, SourcePlace Place)> EmptyLists { get; } = [];

    internal List<StalenessCap> Caps { get; } = [];

    internal void NeverConflicts(SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        Never.Add(at);
    }

    internal IReadOnlyList<PairDeclaration> Conflicts(IReadOnlyList<EventTypeReference> theirs, SourcePlace at)
    {
        OpenLists.Add(at);
        return Add(nameof(TypeRules<>.ConflictsWith), theirs, conflict: true, at);
    }

    internal IReadOnlyList<PairDeclaration> Compatible(IReadOnlyList<EventTypeReference> theirs, SourcePlace at)
    {
        OpenLists.Add(at);
        return Add(nameof(TypeRules<>.CompatibleWith), theirs, conflict: false, at);
    }

    internal IReadOnlyList<PairDeclaration> OnlyCompatible(IReadOnlyList<EventTypeReference> theirs, SourcePlace at)
    {
        CompatibleOnly.Add(at);
        return Add(nameof(TypeRules<>.CompatibleOnlyWith), theirs, conflict: false, at);
    }

    internal PairDeclaration WithItself(bool conflict, SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        var pair = new PairDeclaration(mine, mine, conflict, at) { IsWithItself = true };
        Pairs.Add(pair);
        return pair;
    }

    internal void AtMost(long? events, TimeSpan? age, SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        Caps.Add(CapOf(events, age, at));
    }

    internal void IncludeDerived()
    {
        refuseWhenBuilt?.Invoke();
        IncludingDerived = true;
    }

    /// <summary>What refines a pair comes under the same guard as what declares it.</summary>
    internal void Refine(IReadOnlyList<PairDeclaration> pairs, Action<PairDeclaration> refine)
    {
        refuseWhenBuilt?.Invoke();
        foreach (var pair in pairs)
        {
            refine(pair);
        }
    }

    internal static StalenessCap CapOf(long? events, TimeSpan? age, SourcePlace at)
    {
        if (events is null && age is null)
        {
            throw new ArgumentException("AtMost needs a bound: events, age, or both.", nameof(events));
        }

        if (events < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(events), events, $"events is {events}; it must be at least 1.");
        }

        if (age <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(age), age, $"age is {age}; it must be greater than zero.");
        }

        return new StalenessCap(events, age, at);
    }

    private PairDeclaration[] Add(string verb, IReadOnlyList<EventTypeReference> theirs, bool conflict, SourcePlace at)
    {
        refuseWhenBuilt?.Invoke();
        if (theirs.Count == 0)
        {
            EmptyLists.Add((verb, at));
        }

        PairDeclaration[] added = [.. theirs.Select(each => new PairDeclaration(mine, each, conflict, at))];
        Pairs.AddRange(added);
        return added;
    }
}
