namespace EventStore.Conflicts.Testing;

/// <summary>A pair on which a registry and a proposed matrix differ.</summary>
/// <param name="Pair">What was found.</param>
/// <param name="Rule">The rule by which the registry says that they conflict; null where it says that they are compatible.</param>
public sealed record RegistryDifference(PairResult Pair, ConflictRule? Rule)
{
    /// <summary>For people: what is declared, what was found, and the rule or the story.</summary>
    public override string ToString() => Rule is null
        ? $"declared compatible, did not: {Pair}"
        : $"declared conflicting, always commuted: {Pair}; {Rule}";
}
