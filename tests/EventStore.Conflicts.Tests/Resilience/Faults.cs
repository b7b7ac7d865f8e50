namespace EventStore.Conflicts.Tests.Resilience;

/// <summary>What a store may answer an append or a read with.</summary>
internal static class Faults
{
    internal static readonly StreamId Stream = new("order-1");

    internal static Exception Unavailable => new EventStoreUnavailableException("the engine is busy");

    internal static Exception Unknown => new AppendOutcomeUnknownException(Stream);

    internal static Exception Conflict => new StreamConflictException(
        new ConflictReport { Stream = Stream, Expected = ExpectedVersion.Exactly(1), Actual = 2, Decision = AppendDecision.Refused, Behind = 1 });

    internal static Exception Duplicate => new DuplicateEventException(Stream, new EventKey(Stream, 1, Guid.CreateVersion7(), "a", default));

    /// <summary>Everything that sending again cannot mend.</summary>
    internal static IEnumerable<Exception> Lasting =>
    [
        Conflict,
        new WrongExpectedVersionException(Stream, ExpectedVersion.NoStream, 1),
        new StreamContendedException(Stream, ExpectedVersion.Exactly(1), 2, 10),
        Duplicate,
        new EventSerializationException("unreadable", "a"),
        new EventStoreUnusableException("not a database"),
        new EventStoreInUseException("orders.db", "in use"),
        new ArgumentException("wrong"),
        new ObjectDisposedException("store"),
        new OperationCanceledException("gave up"),
        new TimeoutException("not one of ours"),
        new InvalidOperationException("a bug"),
    ];
}
