namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>What a line was told to do, once, by whichever of its connections comes first, and what was counted on all of them. Safe for many threads.</summary>
internal sealed class LineOrders
{
    private int losesAnswer;
    private int losesRequest;
    private int cut;
    private int roundTrips;

    internal int RoundTrips => Volatile.Read(ref roundTrips);

    internal void CountRoundTrip() => Interlocked.Increment(ref roundTrips);

    internal void LoseNextAnswer() => Volatile.Write(ref losesAnswer, 1);

    internal void LoseNextRequest() => Volatile.Write(ref losesRequest, 1);

    internal void CutNextExecution(LineCut where) => Volatile.Write(ref cut, (int)where);

    internal bool TakeAnswer() => Interlocked.Exchange(ref losesAnswer, 0) == 1;

    internal bool TakeRequest() => Interlocked.Exchange(ref losesRequest, 0) == 1;

    /// <summary>Null where there is none.</summary>
    internal LineCut? TakeCut() => Interlocked.Exchange(ref cut, 0) is var taken and > 0 ? (LineCut)taken : null;
}
