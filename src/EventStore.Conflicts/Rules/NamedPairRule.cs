using System.Text.Json;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Conflicts of a type known by name, just declared. What follows can narrow all of them to some events, seen as JSON; then it goes on with the verbs of the incoming
/// type. What <see cref="PairRule{TMine, TTheirs}"/> says of the host's code holds here.
/// </summary>
public sealed class NamedPairRule : NamedTypeRules
{
    private readonly IReadOnlyList<PairDeclaration> pairs;

    internal NamedPairRule(TypeDeclaration declaration, IReadOnlyList<PairDeclaration> pairs)
        : base(declaration) => this.pairs = pairs;

    /// <summary>Only events for which <paramref name="conflict"/> is true conflict.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="conflict"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public NamedPairRule When(Func<JsonElement, JsonElement, bool> conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        return Ask(PairQuestion.When<JsonElement, JsonElement>((mine, theirs, _) => conflict(mine, theirs)));
    }

    /// <summary>
    /// Only events with the same value in a property conflict. An event without the property is one that cannot be judged, so the append is refused.
    /// </summary>
    /// <param name="property">A property of the incoming event's JSON object.</param>
    /// <param name="theirs">The property of the concurrent event, where its name is another.</param>
    /// <exception cref="ArgumentNullException"><paramref name="property"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public NamedPairRule SameBy(string property, string? theirs = null)
    {
        ArgumentNullException.ThrowIfNull(property);
        return Ask(PairQuestion.When<JsonElement, JsonElement>(
            (my, their, _) => JsonElement.DeepEquals(Property(my, property), Property(their, theirs ?? property)), ConflictRuleKind.SameBy));
    }

    /// <summary>Combines two events: <paramref name="merge"/> says what becomes of the incoming one.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="merge"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public NamedPairRule ResolveWith(Func<JsonElement, JsonElement, Resolution> merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return Ask(PairQuestion.Merge<JsonElement, JsonElement>((mine, theirs, _) => merge(mine, theirs)));
    }

    private NamedPairRule Ask(PairQuestion question)
    {
        Declaration.Refine(pairs, each => each.Ask(question));
        return this;
    }

    private static JsonElement Property(JsonElement data, string property) => data.TryGetProperty(property, out var value)
        ? value
        : throw new KeyNotFoundException($"The event has no property '{property}' to compare.");
}
