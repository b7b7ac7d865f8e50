using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules.Model;

internal readonly record struct ModelPair(PairOutcome Outcome, int? Index, long Version, ConflictRuleKind Kind, int? Line, bool Failed);

/// <summary>What a batch comes to, pair by pair: in the order of the concurrent events, and for each of them in the order of the batch.</summary>
internal sealed class ModelExamination
{
    private readonly ModelledRegistry registry;
    private readonly bool inStore;
    private readonly bool isDecidedLater;
    private readonly Remaining[] batch;

    /// <param name="registry">The rules.</param>
    /// <param name="batch">The incoming events.</param>
    /// <param name="inStore">True where the store has serialised them, so that each is an object as well as JSON.</param>
    /// <param name="isDecidedLater">True where whoever decided has seen the concurrent events, so that nothing is left to combine.</param>
    internal ModelExamination(ModelledRegistry registry, CaseEvent[] batch, bool inStore, bool isDecidedLater = false)
    {
        this.isDecidedLater = isDecidedLater;
        this.registry = registry;
        this.inStore = inStore;
        this.batch = Array.ConvertAll(batch, each => new Remaining(each, DataOf(each), PairOutcome.Compatible));
    }

    internal List<ModelPair> Pairs { get; } = [];

    internal int ConflictCount { get; private set; }

    /// <summary>The incoming events and what became of them.</summary>
    internal IReadOnlyList<Remaining> Batch => batch;

    internal bool IsDropped => batch.Length > 0 && Array.TrueForAll(batch, each => each.Became == PairOutcome.Dropped);

    /// <summary>True where a merge made nonsense that nobody was to use: what becomes of it then is not said.</summary>
    internal bool IsUnsaid { get; private set; }

    internal bool HasDropped => Array.Exists(batch, each => each.Became == PairOutcome.Dropped);

    internal void Examine(CaseEvent theirs, long version, bool afterDecision = false)
    {
        if (batch.Length == 0)
        {
            Add(new ModelPair(PairOutcome.Conflict, null, version, afterDecision ? ConflictRuleKind.AfterDecision : ConflictRuleKind.NotRegistered, null, false));
        }

        for (var index = 0; index < batch.Length; index++)
        {
            if (afterDecision)
            {
                Add(new ModelPair(PairOutcome.Conflict, index, version, ConflictRuleKind.AfterDecision, null, false));
            }
            else if (batch[index].Became != PairOutcome.Dropped)
            {
                var decision = registry.Decide(batch[index].Event, theirs);
                var (outcome, failed) = decision.Verdict switch
                {
                    Verdict.Admit => (PairOutcome.Compatible, false),
                    Verdict.Refuse => (PairOutcome.Conflict, false),
                    _ => Ask(index, decision.Statement!, Payload.All[theirs.Data], version),
                };
                Add(new ModelPair(outcome, index, version, decision.Kind, decision.Line, failed));
            }
        }
    }

    private void Add(ModelPair pair)
    {
        Pairs.Add(pair);
        ConflictCount += pair.Outcome == PairOutcome.Conflict ? 1 : 0;
    }

    private (PairOutcome Outcome, bool Failed) Ask(int index, Statement asked, Payload theirs, long version)
    {
        var mine = batch[index];
        if (!CanRead(mine.Event, asked) || !HasWhatIsAsked(mine.Data, asked) || !HasWhatIsAsked(theirs, asked))
        {
            return (PairOutcome.Conflict, true);
        }

        var answer = asked.IsTurned
            ? Answers.Of(asked.Question!.Value, theirs, mine.Data, version)
            : Answers.Of(asked.Question!.Value, mine.Data, theirs, version);
        switch (answer)
        {
            case Answer.Replace or Answer.Drop when isDecidedLater:
                return (PairOutcome.Compatible, false);
            case Answer.Nonsense when isDecidedLater:
                IsUnsaid = true;
                return (PairOutcome.Conflict, true);
            case Answer.Replace:
                var replaced = mine.Data with { Value = mine.Data.Value + theirs.Value, HasKey = mine.Data.HasKey || !asked.IsByName };
                batch[index] = new Remaining(mine.Event, replaced, PairOutcome.Replaced);
                return (PairOutcome.Replaced, false);
            case Answer.Drop:
                batch[index] = mine with { Became = PairOutcome.Dropped };
                return (PairOutcome.Dropped, false);
            case Answer.Compatible:
                return (PairOutcome.Compatible, false);
            default:
                return (PairOutcome.Conflict, answer != Answer.Conflict);
        }
    }

    /// <summary>Rules by name look at JSON, those by type at objects.</summary>
    private bool CanRead(CaseEvent mine, Statement asked) => inStore || mine.IsObject || asked.IsByName;

    private static bool HasWhatIsAsked(Payload data, Statement asked) =>
        !data.IsBroken && (data.HasKey || !asked.IsByName || asked.Question != Question.SameKey);

    /// <summary>An object that was serialised always has its key, if only a null.</summary>
    private static Payload DataOf(CaseEvent each) => each.IsObject ? Payload.All[each.Data] with { HasKey = true } : Payload.All[each.Data];
}

/// <summary>An incoming event as merges have left it.</summary>
internal readonly record struct Remaining(CaseEvent Event, Payload Data, PairOutcome Became);
