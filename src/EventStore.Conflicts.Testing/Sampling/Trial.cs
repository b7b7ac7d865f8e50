namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>What became of a sample.</summary>
/// <param name="Sample">The sample, with the choices that were taken, without decisions of the walk that weren't possible.</param>
/// <param name="Events">The events of the walk.</param>
internal sealed record Trial(Sample Sample, IReadOnlyList<object> Events)
{
    internal object? Theirs { get; init; }

    internal object? Mine { get; init; }

    /// <summary>Whether theirs and mine were tried in both orders.</summary>
    internal bool Met { get; init; }

    internal Counterexample? Counterexample { get; init; }

    /// <summary>What is wrong with the model, if it is.</summary>
    internal AggregateModelException? Problem { get; init; }
}
