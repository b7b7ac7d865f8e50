namespace EventStore.Conflicts.Rules;

/// <summary>The pairs seen so far: all counted; the first that conflict kept, and the first of the others.</summary>
internal sealed class PairReport(int maxReported)
{
    internal List<ExaminedPair> Kept { get; } = [];

    internal long Count { get; private set; }

    internal long ConflictCount { get; private set; }

    internal void Add(PairOutcome outcome, Func<ExaminedPair> pair)
    {
        Count++;
        var conflicts = outcome == PairOutcome.Conflict;
        ConflictCount += conflicts ? 1 : 0;
        if ((conflicts ? ConflictCount : Count - ConflictCount) <= maxReported)
        {
            Kept.Add(pair());
        }
    }
}
