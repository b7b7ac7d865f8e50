using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Lays a stale append against the concurrent events, one by one and in their order: asks the rules of every pair, lets merges change or drop incoming events
/// on the way, and remembers what it saw. The same for an append that is made, one that is explained, and one without any store. For one thread at a time.
/// </summary>
internal sealed partial class Examination
{
    private readonly ConflictRegistry registry;
    private readonly ExpectedVersion expected;
    private readonly IReadOnlyList<IncomingEvent> batch;
    private readonly IncomingEvent?[] remaining;
    private readonly Func<int, object, IncomingEvent> replace;
    private readonly PairReport pairs;
    private readonly Dictionary<string, PairDecision[]> decisionsByType = new(StringComparer.Ordinal);
    private DateTimeOffset? oldest;

    /// <summary>Begins with nothing seen.</summary>
    /// <param name="registry">The rules.</param>
    /// <param name="expected">What the append expected.</param>
    /// <param name="batch">The events, in order.</param>
    /// <param name="maxReported">How many pairs to keep: of those that conflict, and of the others.</param>
    /// <param name="replace">Makes the event at an index anew from what a merge answered; throws where it cannot be.</param>
    internal Examination(
        ConflictRegistry registry, ExpectedVersion expected, IReadOnlyList<IncomingEvent> batch, int maxReported, Func<int, object, IncomingEvent> replace)
    {
        this.registry = registry;
        this.expected = expected;
        this.batch = batch;
        this.replace = replace;
        remaining = [.. batch];
        pairs = new PairReport(maxReported);
        ExaminedThrough = expected.Seen;
    }

    /// <summary>The last version that was examined.</summary>
    internal long ExaminedThrough { get; private set; }

    /// <summary>What the rest of the batch is refused for. Where everything was dropped, nothing can stand against it.</summary>
    internal AppendCondition Condition => HasDroppedEverything ? AppendCondition.RefuseNothing : registry.Compile(TypesLeft);

    /// <summary>True where the types alone may not tell of every pair: an event that refuses anything must not hide what another one asks.</summary>
    internal bool LooksAtEvents => Asks(TypesLeft);

    /// <summary>True where a refusal by types stands, whatever else is there: a conflict was found, or no rule of the batch can drop an event before it comes to one.</summary>
    internal bool IsSettled => HasConflict || !Asks(batch.Select(each => each.Type));

    /// <summary>The batch as merges have left it: null where an event was dropped.</summary>
    internal IReadOnlyList<IncomingEvent?> Remaining => remaining;

    internal bool HasConflict => pairs.ConflictCount > 0;

    internal bool HasDroppedEverything => batch.Count > 0 && Array.TrueForAll(remaining, each => each is null);

    private string[] TypesLeft => [.. remaining.OfType<IncomingEvent>().Select(each => each.Type)];

    /// <summary>Examines the next concurrent event.</summary>
    /// <param name="version">Its version; greater than those before.</param>
    /// <param name="id">Its id.</param>
    /// <param name="type">Its type name.</param>
    /// <param name="timestamp">When it was written.</param>
    /// <param name="read">Reads the event itself. Whatever it throws is a reason to refuse.</param>
    internal void Examine(long version, Guid id, string type, DateTimeOffset timestamp, Func<RecordedEvent> read)
    {
        ExaminedThrough = version;
        if (expected.IsOwn(version))
        {
            return;
        }

        oldest ??= timestamp;
        var late = expected.Kind == ExpectedVersionKind.DecidedAt && version > expected.Decided;
        var theirs = new Lazy<RecordedEvent>(read);
        if (batch.Count == 0)
        {
            var rule = late ? ConflictRule.AfterDecision : ConflictRule.NotRegistered;
            pairs.Add(PairOutcome.Conflict, () => new ExaminedPair(PairOutcome.Conflict, null, null, type, version, id, rule));
            return;
        }

        var decisions = late ? null : DecisionsOn(type);
        for (var i = 0; i < remaining.Length; i++)
        {
            // What was dropped conflicts with nothing any more, but for what came after the decision: that refuses whatever it is.
            if ((late ? batch[i] : remaining[i]) is { } mine)
            {
                var decision = decisions?[i] ?? PairDecision.AfterDecision;
                var (outcome, failure) = Judge(i, mine, decision, theirs);
                var index = i;
                pairs.Add(outcome, () => new ExaminedPair(outcome, index, mine.Type, type, version, id, decision.Rule, failure));
            }
        }
    }

    private bool Asks(IEnumerable<string> types) => types.Select(registry.Compile).Any(condition =>
        condition.Otherwise == Verdict.Ask || condition.Exceptions.Values.Contains(Verdict.Ask));

    private PairDecision[] DecisionsOn(string type) => decisionsByType.TryGetValue(type, out var known)
        ? known
        : decisionsByType[type] = [.. batch.Select(mine => registry.Decide(mine.Type, type))];

    private (PairOutcome Outcome, Exception? Failure) Judge(int index, IncomingEvent mine, PairDecision decision, Lazy<RecordedEvent> theirs)
    {
        if (decision.Question is not { } question)
        {
            return (decision.Verdict == Verdict.Admit ? PairOutcome.Compatible : PairOutcome.Conflict, null);
        }

        try
        {
            var resolution = question.Decide(new EventPair(mine, theirs.Value))
                ?? throw new InvalidOperationException("The rule answered null; it has to answer a resolution.");
            return (Apply(index, resolution), null);
        }
        catch (Exception failure)
        {
            // The host's code, and the reading of both events: whatever fails there, nobody can say that the pair is compatible.
            return (PairOutcome.Conflict, failure);
        }
    }

    private PairOutcome Apply(int index, Resolution resolution)
    {
        if (expected.Kind == ExpectedVersionKind.DecidedAt && resolution.Outcome is (PairOutcome.Replaced or PairOutcome.Dropped))
        {
            // Whoever decided has seen the concurrent event: to combine the two again would count it twice.
            return PairOutcome.Compatible;
        }

        if (resolution.Outcome == PairOutcome.Dropped)
        {
            remaining[index] = null;
        }
        else if (resolution.Outcome == PairOutcome.Replaced)
        {
            remaining[index] = replace(index, resolution.Replacement!);
        }

        return resolution.Outcome;
    }
}
