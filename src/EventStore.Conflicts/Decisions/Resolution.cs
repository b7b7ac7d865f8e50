namespace EventStore.Conflicts;

/// <summary>What a merge (<c>ResolveWith</c>) answers about an incoming and a concurrent event. Immutable.</summary>
public sealed class Resolution
{
    private Resolution(PairOutcome outcome, object? replacement = null)
    {
        Outcome = outcome;
        Replacement = replacement;
    }

    /// <summary>The incoming event is appended as it is.</summary>
    public static Resolution Keep { get; } = new(PairOutcome.Compatible);

    /// <summary>
    /// The incoming event has become redundant and is not appended; the concurrent events after this one don't concern it any more. Its id is recorded, so that it
    /// is recognised when it is sent again.
    /// </summary>
    public static Resolution Drop { get; } = new(PairOutcome.Dropped);

    /// <summary>The two cannot be combined: the append is refused.</summary>
    public static Resolution Conflict { get; } = new(PairOutcome.Conflict);

    /// <summary>What it says of the pair.</summary>
    public PairOutcome Outcome { get; }

    /// <summary>The data to append instead; null unless it replaces.</summary>
    public object? Replacement { get; }

    /// <summary>
    /// The incoming event is appended with other data. It keeps its id, its type and its metadata; the concurrent events after this one are
    /// compared with the new data.
    /// </summary>
    /// <param name="data">An object of the incoming event's type; for a rule by name a <see cref="System.Text.Json.JsonElement"/> does as well.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    public static Resolution Replace(object data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Resolution(PairOutcome.Replaced, data);
    }
}
