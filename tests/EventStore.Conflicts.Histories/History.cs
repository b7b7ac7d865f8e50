namespace EventStore.Conflicts.Histories;

/// <summary>
/// What callers sent to a store and were told, what readers saw meanwhile, and what the store holds at the end. Times are ticks of one clock that never goes back.
/// Can be kept in a file (<see cref="HistoryFile"/>). Immutable.
/// </summary>
public sealed record History
{
    /// <summary>The rules of the store.</summary>
    public required HistoryRules Rules { get; init; }

    /// <summary>All that was sent; a call names its batch by the index here.</summary>
    public required IReadOnlyList<Batch> Batches { get; init; }

    /// <summary>The appends, in any order.</summary>
    public required IReadOnlyList<Call> Calls { get; init; }

    /// <summary>What readers saw, in any order.</summary>
    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>The whole content at the end, in the order in which the store gives it.</summary>
    public required IReadOnlyList<SeenEvent> Stored { get; init; }

    /// <summary>The sent events of which the store says at the end that a merge dropped them.</summary>
    public required IReadOnlyList<EventKey> Dropped { get; init; }
}
