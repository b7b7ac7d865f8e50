namespace EventStore.Conflicts;

/// <summary>
/// New events that a predicate or a merge had to look at kept arriving while it looked, more often than
/// <see cref="EventStoreLimits.MaxConflictRounds"/> allows. Nothing was written. Rules by type alone never end so.
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
