namespace EventStore.Conflicts.Histories.Checking;

/// <summary>What the rules make of a batch that is laid against the events its caller had not seen, in their order.</summary>
/// <param name="Conflict">The first concurrent event that conflicts; null where none does. Nothing is looked at after it.</param>
/// <param name="Behind">How many concurrent events there are up to that.</param>
/// <param name="IsTooFarBehind">True where a cap was exceeded by an event that no merge had dropped by then.</param>
/// <param name="Became">The data as merges leave it; null where they drop the event.</param>
internal sealed record Judgement(SeenEvent? Conflict, long Behind, bool IsTooFarBehind, IReadOnlyList<Payload?> Became)
{
    /// <summary>Judges a batch at a version of its stream.</summary>
    internal static Judgement Of(HistoryRules rules, Batch batch, ExpectedVersion expected, IReadOnlyList<SeenEvent> stream, long head)
    {
        var became = batch.Events.Select(each => (Payload?)each.Data).ToArray();
        var (behind, tooFar) = (0L, false);
        for (var version = expected.Seen + 1; version <= Math.Min(head, stream.Count); version++)
        {
            if (expected.IsOwn(version))
            {
                continue;
            }

            behind++;
            tooFar |= batch.Events.Where((mine, i) => became[i] is not null && behind > rules.CapOf(mine.Type)).Any();
            var theirs = stream[(int)version - 1];
            var isLate = expected.Kind == ExpectedVersionKind.DecidedAt && version > expected.Decided;
            if (isLate || batch.Events.Count == 0 || Conflicts(rules, batch, theirs, became, merges: expected.Kind == ExpectedVersionKind.Exactly))
            {
                return new Judgement(theirs, behind, tooFar, became);
            }
        }

        return new Judgement(null, behind, tooFar, became);
    }

    private static bool Conflicts(HistoryRules rules, Batch batch, SeenEvent theirs, Payload?[] became, bool merges)
    {
        for (var i = 0; i < became.Length; i++)
        {
            if (became[i] is not { } mine)
            {
                continue;
            }

            var outcome = rules.On(batch.Events[i].Type, theirs.Type).Answer(mine, theirs.Data, out var merged);
            if (outcome == PairOutcome.Conflict)
            {
                return true;
            }

            if (merges)
            {
                became[i] = outcome == PairOutcome.Dropped ? null : merged;
            }
        }

        return false;
    }
}
