namespace EventStore.Conflicts.Rules;

/// <summary>
/// All that a registry says of event types, as a table: incoming types down, concurrent types across. Immutable. The same registry gives the same description,
/// whatever the order its rules were declared in.
/// </summary>
public sealed record RegistryDescription
{
    /// <summary>
    /// The types that are mapped or named by a rule, in ordinal order, and after them the patterns that have rules. What has no row conflicts with
    /// everything.
    /// </summary>
    public required IReadOnlyList<MatrixRow> Rows { get; init; }

    /// <summary>
    /// The names of all types that are mapped or named by a rule, in ordinal order: the first columns. Every row has a cell for each of them.
    /// </summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The patterns of concurrent types that some row names, in ordinal order: further columns.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>How far behind any append may be, whatever its types.</summary>
    public required IReadOnlyList<StalenessCap> Caps { get; init; }

    /// <summary>Where it was said that every pair has to be declared; null where it wasn't.</summary>
    public SourcePlace? EveryPairRequiredAt { get; init; }
}
