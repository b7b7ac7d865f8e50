namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>How events of one type come about.</summary>
internal sealed record Decision<TState>(MappedEventType Type, Func<TState, Random, object?> Decide);
