namespace EventStore.Conflicts.Rules;

/// <summary>A pair of types just declared compatible. Goes on with the verbs of the incoming type.</summary>
/// <typeparam name="TMine">The type of the incoming event.</typeparam>
public sealed class CompatiblePair<TMine> : TypeRules<TMine>
{
    private readonly PairDeclaration pair;

    internal CompatiblePair(TypeDeclaration declaration, PairDeclaration pair)
        : base(declaration) => this.pair = pair;

    /// <summary>Means every mapped type that is of the concurrent type; what is said of such a type itself beats it.</summary>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public CompatiblePair<TMine> IncludingDerived()
    {
        Declaration.Refine([pair], each => each.IncludingDerived = true);
        return this;
    }
}
