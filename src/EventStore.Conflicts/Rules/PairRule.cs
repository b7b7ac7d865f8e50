namespace EventStore.Conflicts.Rules;

/// <summary>
/// A rule about one pair of types, just declared. Goes on with the verbs of the incoming type; refinements of the pair itself have their
/// place here.
/// </summary>
/// <typeparam name="TMine">The type of the incoming event.</typeparam>
/// <typeparam name="TTheirs">The type of the concurrent event.</typeparam>
public sealed class PairRule<TMine, TTheirs> : TypeRules<TMine>
{
    internal PairRule(TypeDeclaration declaration)
        : base(declaration)
    {
    }
}
