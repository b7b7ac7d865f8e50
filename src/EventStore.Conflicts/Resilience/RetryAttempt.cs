namespace EventStore.Conflicts.Resilience;

/// <summary>A retry that is about to happen.</summary>
/// <param name="Retry">Which retry it is, from 1.</param>
/// <param name="Delay">How long is waited before it.</param>
/// <param name="Failure">What the attempt before it failed with.</param>
public sealed record RetryAttempt(int Retry, TimeSpan Delay, EventStoreException Failure);
