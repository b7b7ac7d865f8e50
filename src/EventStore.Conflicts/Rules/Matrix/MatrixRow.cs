namespace EventStore.Conflicts.Rules;

/// <summary>What a registry says of one incoming event type, or of the types that a pattern of names matches. Immutable.</summary>
public sealed record MatrixRow
{
    /// <summary>The current name of the type, or the pattern.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// True for a pattern. Its row is about the names it matches that have no row of their own, neither as a type nor as a narrower pattern.
    /// </summary>
    public bool IsPattern { get; init; }

    /// <summary>The .NET type, the former names and the place of the mapping; null for a pattern and for a type that only a rule names.</summary>
    public MappedEventType? Mapping { get; init; }

    /// <summary>False where nothing was declared for the type, so that it conflicts with everything.</summary>
    public required bool HasRules { get; init; }

    /// <summary>
    /// What is decided, concurrent type by concurrent type: a cell for each of <see cref="RegistryDescription.Types"/>, in that order, and then one for each pattern
    /// that the rules of this row name.
    /// </summary>
    public required IReadOnlyList<MatrixCell> Cells { get; init; }

    /// <summary>What is decided on a concurrent event of exactly the incoming type. For a pattern that is no cell: its own types aren't known.</summary>
    public required PairDecision Itself { get; init; }

    /// <summary>What is decided on all concurrent types that none of the cells is about.</summary>
    public required PairDecision Otherwise { get; init; }

    /// <summary>How far behind such an append may be, besides <see cref="RegistryDescription.Caps"/>.</summary>
    public IReadOnlyList<StalenessCap> Caps { get; init; } = [];
}
