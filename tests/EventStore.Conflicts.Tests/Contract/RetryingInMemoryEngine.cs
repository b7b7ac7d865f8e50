using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.Contract;

/// <summary>The memory engine behind the retry decorator: what never fails must not be changed by it.</summary>
public sealed class RetryingInMemoryEngine : InMemoryEngine
{
    /// <inheritdoc/>
    protected override IEventStore Decorate(IEventStore store) => new RetryingEventStore(store, timeProvider: Clock);
}
