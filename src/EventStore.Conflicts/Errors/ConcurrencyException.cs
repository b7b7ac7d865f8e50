namespace EventStore.Conflicts;

/// <summary>
/// The base of every refusal of an append because of the state of the stream. Nothing was written. Load what was missed and decide again on fresh state;
/// sending the same append again is no cure.
/// </summary>
public abstract class ConcurrencyException : EventStoreException
{
    /// <summary>A refusal of an append to <paramref name="stream"/>.</summary>
    protected ConcurrencyException(StreamId stream, ExpectedVersion expected, long actual, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Stream = stream;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The stream.</summary>
    public StreamId Stream { get; }

    /// <summary>What the append expected.</summary>
    public ExpectedVersion Expected { get; }

    /// <summary>The version the stream had when the append was refused.</summary>
    public long Actual { get; }
}
