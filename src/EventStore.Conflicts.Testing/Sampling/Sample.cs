namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>One decision, to be taken again and again with the same outcome on the same state.</summary>
/// <param name="Decision">Its place in the model.</param>
/// <param name="Seed">The seed of its randomness.</param>
/// <param name="Choices">What it chose; null where it still has to choose.</param>
internal sealed record Step(int Decision, int Seed, IReadOnlyList<long>? Choices = null);

/// <summary>What is tried: a walk of decisions from the initial state, and then none, or two that don't see each other: theirs and mine.</summary>
internal sealed record Sample(IReadOnlyList<Step> Walk, IReadOnlyList<Step> Pair)
{
    internal IReadOnlyList<Step> Steps => [.. Walk, .. Pair];

    /// <summary>What makes it simple: few events, then few choices, then small ones.</summary>
    internal (int Events, int Choices, Int128 Sum) Size
    {
        get
        {
            var choices = Steps.SelectMany(step => step.Choices ?? []).ToList();
            return (Walk.Count, choices.Count, choices.Aggregate(Int128.Zero, (sum, choice) => sum + choice));
        }
    }
}
