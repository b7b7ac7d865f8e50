namespace EventStore.Conflicts.Rules;

/// <summary>What <see cref="ConflictRegistryBuilder.For{TMine}"/> begins: nothing is said yet.</summary>
/// <typeparam name="TMine">The type of the incoming event, or a base type or interface of several.</typeparam>
public sealed class IncomingRules<TMine> : TypeRules<TMine>
{
    internal IncomingRules(TypeDeclaration declaration)
        : base(declaration)
    {
    }

    /// <summary>
    /// The rules are for every mapped type that is a <typeparamref name="TMine"/>. Rules of a type itself beat these, and those of a nearer base type;
    /// where neither of two is nearer, the registry isn't built. "Itself" then means the incoming event's own type.
    /// </summary>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public IncomingRules<TMine> IncludingDerived()
    {
        Declaration.IncludeDerived();
        return this;
    }
}
