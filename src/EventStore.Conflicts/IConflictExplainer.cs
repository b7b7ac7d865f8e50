namespace EventStore.Conflicts;

/// <summary>
/// An event store that can say what it would decide on an append. Decorators pass it on. Safe for many threads.
/// </summary>
public interface IConflictExplainer
{
    /// <summary>
    /// Says what would happen to an append, and why, and writes nothing. Predicates and merges run as they would then. Another append may come in
    /// between this and the real one.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">What the caller has seen of it.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EventSerializationException">The data of an event could not be serialised.</exception>
    /// <exception cref="ArgumentException">What an append of these events would be refused for.</exception>
    Task<ConflictReport> ExplainAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken = default);
}
