namespace EventStore.Conflicts.Commands;

/// <summary>What a decision is taken on, and which attempt it is. Can be constructed, for tests.</summary>
/// <typeparam name="TState">The state, or the aggregate.</typeparam>
public sealed record DecisionContext<TState>
{
    /// <summary>The state at <see cref="Version"/>; an aggregate is a fresh one in each attempt.</summary>
    public required TState State { get; init; }

    /// <summary>The version of the stream that the state is of.</summary>
    public required long Version { get; init; }

    /// <summary>Which attempt it is, from 1. A decision that talks to somebody else can see here that it has done so before.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The events that were missed by the attempt before, all of them and in order; empty in the first attempt, and where it is decided on what the user saw.</summary>
    public IReadOnlyList<RecordedEvent> Missed { get; init; } = [];
}
