namespace EventStore.Conflicts.Commands;

/// <summary>The state of a stream, and the version it is of. Immutable if the state is.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="State">The state.</param>
/// <param name="Version">Its version: what somebody who is shown the state has seen. 0 where the stream has no events.</param>
public sealed record StreamState<TState>(TState State, long Version);
