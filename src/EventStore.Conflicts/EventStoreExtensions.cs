namespace EventStore.Conflicts;

/// <summary>What can be asked of any event store whose conflict registry is known.</summary>
public static class EventStoreExtensions
{
    /// <inheritdoc cref="IConflictExplainer.ExplainAsync"/>
    /// <param name="store">A store of this library, decorated or not.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    /// <exception cref="NotSupportedException"><paramref name="store"/> is no <see cref="IConflictExplainer"/>.</exception>
#pragma warning disable CS1573 // The other parameters are inherited.
    public static Task<ConflictReport> ExplainAsync(
        this IEventStore store,
        StreamId stream,
        ExpectedVersion expected,
        IReadOnlyList<NewEvent> events,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store is IConflictExplainer explainer
            ? explainer.ExplainAsync(stream, expected, events, cancellationToken)
            : throw new NotSupportedException($"{store.GetType()} doesn't know its conflict registry (it is no {nameof(IConflictExplainer)}), so it cannot explain.");
    }
#pragma warning restore CS1573
}
