namespace EventStore.Conflicts;

/// <summary>
/// New events that somebody had to look at kept arriving while they looked, more often than their bound allows. Nothing was written. For whoever answers an
/// engine's <c>Ask</c>; rules by type alone never ask.
/// </summary>
public sealed class StreamContendedException : ConcurrencyException
{
    /// <summary>A refusal of an append to <paramref name="stream"/> after <paramref name="rounds"/> rounds.</summary>
    public StreamContendedException(StreamId stream, ExpectedVersion expected, long actual, int rounds)
        : base(stream, expected, actual, $"Stream '{stream}' is contended: after {rounds} rounds of looking at concurrent events there were still new ones (now at version {actual}).") =>
        Rounds = rounds;

    /// <summary>How many rounds were made.</summary>
    public int Rounds { get; }
}
