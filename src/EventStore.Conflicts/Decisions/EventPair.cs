namespace EventStore.Conflicts;

/// <summary>An incoming and a concurrent event, as a predicate or a merge is shown them: with ids and metadata in reach. Immutable.</summary>
/// <param name="Mine">The event being appended; after a merge, as that left it.</param>
/// <param name="Theirs">The event that was committed meanwhile.</param>
public sealed record EventPair(IncomingEvent Mine, RecordedEvent Theirs);
