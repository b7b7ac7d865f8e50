namespace EventStore.Conflicts.Rules;

/// <content>What is told of it.</content>
internal sealed partial class Examination
{
    /// <summary>What merges made of the batch, in its order.</summary>
    internal IReadOnlyList<EventMerge> Merges =>
    [
        .. batch.Index().Where(each => !ReferenceEquals(each.Item, remaining[each.Index])).Select(each => new EventMerge(
            remaining[each.Index] is null ? PairOutcome.Dropped : PairOutcome.Replaced, each.Index, each.Item.Id, each.Item.Type, remaining[each.Index]?.Data)),
    ];

    /// <summary>A report of an append that was decided already.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="stream">The stream, where there is one.</param>
    /// <param name="actual">The version it was judged at.</param>
    /// <param name="now">The time it was judged at; null where nobody said.</param>
    /// <param name="tooStale">True where an engine refused it for being too far behind, whatever the clock here says.</param>
    internal ConflictReport Report(AppendDecision decision, StreamId? stream, long actual, DateTimeOffset? now, bool tooStale) => new()
    {
        Stream = stream,
        Expected = expected,
        Actual = actual,
        Decision = decision,
        Behind = expected.Behind(actual),
        Pairs = [.. pairs.Kept],
        PairCount = pairs.Count,
        ConflictCount = pairs.ConflictCount,
        ExceededCap = decision == AppendDecision.Refused ? ExceededCap(actual, now) ?? (tooStale ? StrictestAge() : null) : null,
        Merges = decision == AppendDecision.Refused ? [] : Merges,
    };

    /// <summary>A report of an append that nobody decided: what follows from what was seen.</summary>
    internal ConflictReport Conclude(StreamId? stream, long actual, DateTimeOffset? now)
    {
        var decision = HasConflict || ExceededCap(actual, now) is not null ? AppendDecision.Refused
            : expected.Behind(actual) == 0 ? AppendDecision.NotStale
            : HasDroppedEverything ? AppendDecision.Dropped
            : AppendDecision.Admitted;
        return Report(decision, stream, actual, now, tooStale: false);
    }

    private StalenessCap? ExceededCap(long actual, DateTimeOffset? now) =>
        Caps.Where(cap => cap.IsExceededBy(expected.Behind(actual), now - oldest)).OrderBy(cap => cap.MaxEvents ?? long.MaxValue).ThenBy(cap => cap.MaxAge).FirstOrDefault();

    // The engine's clock said so; the one here may be behind it.
    private StalenessCap? StrictestAge() => Caps.Where(cap => cap.MaxAge is not null).MinBy(cap => cap.MaxAge);

    private IEnumerable<StalenessCap> Caps => registry.CapsOf(batch.Select(mine => mine.Type));
}
