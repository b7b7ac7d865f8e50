namespace EventStore.Conflicts;

/// <summary>
/// Others kept writing to the stream, faster than an append could be made, and a bound was reached. Nothing was written. Either new events that a predicate or a
/// merge had to look at kept arriving while it looked (<see cref="EventStoreLimits.MaxConflictRounds"/>; rules by type alone never end so), or a command was decided
/// as often as it may be, and each time somebody else was first (<c>CommandOptions.MaxAttempts</c>).
/// </summary>
public sealed class StreamContendedException : ConcurrencyException
{
    /// <summary>A refusal of an append to <paramref name="stream"/> after <paramref name="rounds"/> rounds; the last refusal is inside, where there was one.</summary>
    public StreamContendedException(StreamId stream, ExpectedVersion expected, long actual, int rounds, ConcurrencyException? lastRefusal = null)
        : base(
            stream,
            expected,
            actual,
            $"Stream '{stream}' is contended: in each of {rounds} rounds others appended to it meanwhile (now at version {actual}). Nothing was written.",
            lastRefusal) =>
        Rounds = rounds;

    /// <summary>How many rounds were made: of looking at concurrent events, or of deciding.</summary>
    public int Rounds { get; }
}
