namespace EventStore.Conflicts.Rules;

/// <summary>Everything a host declared, as <see cref="ConflictRegistryBuilder"/> collected it.</summary>
/// <param name="Types">What was said of each incoming type.</param>
/// <param name="Symmetric">Pairs that were declared both ways at once; they belong to the types they name.</param>
/// <param name="Caps">How far behind any append may be.</param>
/// <param name="StrictAt">Where it was said that every pair has to be declared; null where it wasn't.</param>
internal sealed record Declarations(
    IReadOnlyList<TypeDeclaration> Types, IReadOnlyList<PairDeclaration> Symmetric, IReadOnlyList<StalenessCap> Caps, SourcePlace? StrictAt)
{
    /// <summary>Nothing was declared.</summary>
    internal static Declarations None { get; } = new([], [], [], null);
}
