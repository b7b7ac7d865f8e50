using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>Lays a case before a registry, as an engine and as an explanation would, and compares it with the model.</summary>
internal static class CaseCheck
{
    private static readonly StreamId Stream = new("case");

    /// <summary>What an engine answers otherwise than the model; null where it doesn't. An engine that has to ask is answered.</summary>
    internal static string? EngineDifference(ModelledRegistry modelled, ModelCase each, ModelExamination examined, bool isCapped)
    {
        var condition = modelled.Registry.Compile(Array.ConvertAll(each.Batch, mine => mine.Name));
        var answer = Find(each, condition, answeredThrough: 0);
        var (refused, ask) = (-1, false);
        for (var i = each.Window.Length - 1; i >= 0; i--)
        {
            var verdict = VerdictOn(modelled, each, each.Window[i]);
            refused = verdict == Verdict.Refuse ? i : refused;
            ask |= verdict == Verdict.Ask;
        }

        var asExpected = answer?.Status switch
        {
            // What refuses anything needs no caps.
            StorageAppendStatus.Refused when isCapped => condition.Equals(AppendCondition.RefuseAnything),
            StorageAppendStatus.Refused => refused >= 0 && answer.FirstRefused == each.FirstVersion + refused,
            StorageAppendStatus.TooStale => isCapped,
            StorageAppendStatus.Ask => !isCapped && refused < 0 && ask,
            null => !isCapped && refused < 0 && !ask,
            _ => false,
        };
        if (!asExpected)
        {
            return $"an engine answers {answer?.Status} at {answer?.FirstRefused}";
        }

        // A merge may have dropped what is refused; and the other way round only who was asked can refuse more than an engine does.
        return answer?.Status switch
        {
            StorageAppendStatus.Refused when examined.ConflictCount == 0 && !examined.HasDropped => "an engine refuses what is found to be compatible",
            null when examined.ConflictCount > 0 => "an engine admits a conflict",
            StorageAppendStatus.Ask when examined.ConflictCount == 0 && Find(each, condition, each.Head) is not null => "an engine goes on asking",
            _ => null,
        };
    }

    /// <summary>What an explanation says otherwise than the model; null where it doesn't.</summary>
    internal static string? ReportDifference(ModelledRegistry modelled, ModelCase each, ModelExamination examined, ConflictReport report, List<Cap> exceeded)
    {
        var decision = examined.ConflictCount > 0 || exceeded.Count > 0 ? AppendDecision.Refused
            : each.Window.Length == 0 ? AppendDecision.NotStale
            : examined.IsDropped ? AppendDecision.Dropped
            : AppendDecision.Admitted;
        var isSame = report.Decision == decision
            && (report.PairCount, report.ConflictCount, report.Behind) == (examined.Pairs.Count, examined.ConflictCount, each.Window.Length)
            && (report.ExceededCap is { } cap ? exceeded.Exists(one => one.Line == cap.DeclaredAt.Line) : exceeded.Count == 0);
        if (!isSame)
        {
            return $"{decision} is expected: {string.Join("; ", examined.Pairs)}, caps {string.Join("; ", exceeded)}; told is {report}";
        }

        for (var i = 0; i < examined.Pairs.Count; i++)
        {
            var (pair, told) = (examined.Pairs[i], report.Pairs[i]);
            if (pair != new ModelPair(told.Outcome, told.IncomingIndex, told.ConcurrentVersion, told.Rule.Kind, told.Rule.DeclaredAt?.Line, told.Failure is not null)
                || told.IncomingType != (pair.Index is { } index ? each.Batch[index].Name : null)
                || told.ConcurrentType != each.Window[pair.Version - each.FirstVersion].Name)
            {
                return $"{pair} is expected, and told is {told}";
            }
        }

        return MergesDifference(decision == AppendDecision.Refused ? [] : examined.Batch, report.Merges);
    }

    private static string? MergesDifference(IReadOnlyList<Remaining> batch, IReadOnlyList<EventMerge> merges)
    {
        var merged = batch.Index().Where(each => each.Item.Became != PairOutcome.Compatible).ToArray();
        var isSame = merges.Count == merged.Length && merged.Zip(merges).All(both =>
            (both.First.Item.Became, both.First.Index, both.First.Item.Event.Name) == (both.Second.Outcome, both.Second.IncomingIndex, both.Second.Type)
            && (both.Second.Data is not IModelEvent data
                || (both.First.Item.Became == PairOutcome.Replaced && (data.K, data.V) == (both.First.Item.Data.Key, both.First.Item.Data.Value))));
        return isSame ? null : $"expected is {string.Join("; ", merged)}, and told {string.Join("; ", merges)}";
    }

    private static Verdict VerdictOn(ModelledRegistry modelled, ModelCase each, CaseEvent theirs)
    {
        var greatest = each.Batch.Length == 0 ? Verdict.Refuse : Verdict.Admit;
        foreach (var mine in each.Batch)
        {
            greatest = (Verdict)Math.Max((int)greatest, (int)modelled.VerdictOn(mine, theirs));
        }

        return greatest;
    }

    private static StorageAppendResult? Find(ModelCase each, AppendCondition condition, long answeredThrough) => new StorageAppend
    {
        Stream = Stream,
        Expected = ExpectedVersion.Exactly(each.FirstVersion - 1),
        Events = [],
        Condition = condition,
        AnsweredThrough = answeredThrough,
    }.FindObjection(
        each.Head,
        ModelCase.Now,
        each.Window.Select((theirs, index) => new ConcurrentEvent(each.FirstVersion + index, theirs.Name, ModelCase.TimeOf(each.FirstVersion + index))));
}
