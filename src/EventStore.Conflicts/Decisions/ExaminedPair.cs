namespace EventStore.Conflicts;

/// <summary>
/// One pair of events that was examined: mine, which is being appended, and theirs, which was committed meanwhile; what was found out, and by which rule.
/// </summary>
/// <param name="Outcome">What was found out.</param>
/// <param name="IncomingIndex">The index of the incoming event in its batch; null where the batch is empty.</param>
/// <param name="IncomingType">The type name of the incoming event; null where the batch is empty.</param>
/// <param name="ConcurrentType">The type name of the concurrent event.</param>
/// <param name="ConcurrentVersion">Its version in the stream.</param>
/// <param name="ConcurrentId">Its id.</param>
/// <param name="Rule">The rule that decided, with the place it was declared.</param>
/// <param name="Failure">What was thrown while the rule looked at the events: such a pair conflicts. Null where nothing was.</param>
public sealed record ExaminedPair(
    PairOutcome Outcome,
    int? IncomingIndex,
    string? IncomingType,
    string ConcurrentType,
    long ConcurrentVersion,
    Guid ConcurrentId,
    ConflictRule Rule,
    Exception? Failure = null)
{
    /// <summary>For people: both events, the rule, and what was found out.</summary>
    public override string ToString()
    {
        var mine = IncomingType is null ? "an empty batch" : $"'{IncomingType}' (incoming #{IncomingIndex})";
        var failed = Failure is null ? "" : $"; it failed: {Failure.Message}";
        var outcome = Outcome switch
        {
            PairOutcome.Conflict => "",
            PairOutcome.Compatible => "compatible, ",
            PairOutcome.Replaced => "replaced, ",
            _ => "dropped, ",
        };
        return $"{mine} with '{ConcurrentType}' (version {ConcurrentVersion}): {outcome}{Rule}{failed}";
    }
}
