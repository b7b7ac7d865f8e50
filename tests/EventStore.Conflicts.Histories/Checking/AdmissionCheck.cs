namespace EventStore.Conflicts.Histories.Checking;

/// <summary>Decides every append once more, from what is in its stream and the rules, and compares.</summary>
internal sealed class AdmissionCheck(History history, Content content, Fates fates, Findings findings)
{
    internal void Check()
    {
        foreach (var fate in fates.All)
        {
            if (fate.Place is { } place && fate.Candidates.Count > 0)
            {
                CheckWritten(fate, place);
            }

            foreach (var call in fate.Calls)
            {
                if (call.IsRefused)
                {
                    CheckRefused(fate, call);
                }
                else if (fate.Batch.Events.Count == 0 && call is { HasWritten: true, Head: { } head } && Objection(call, Judge(fate.Batch, call, head), head) is { } objection)
                {
                    findings.Add(ViolationKind.WronglyAdmitted, $"An append without events found stream '{fate.Batch.Stream}' at version {head}, and {objection}.", [call]);
                }
            }
        }
    }

    private void CheckWritten(Fate fate, Place place)
    {
        var found = fate.Candidates.Select(call => Problem(fate.Batch, call, place)).ToList();
        if (found.TrueForAll(problem => problem is not null))
        {
            var (kind, problem, theirs) = found[0]!.Value;
            findings.Add(
                kind,
                $"{fate} stands after version {place.Base}, and {problem}.",
                fate.Candidates,
                [theirs, .. fate.Batch.Events.Select(each => content.Stored(each.Id))]);
        }
    }

    private (ViolationKind Kind, string Problem, SeenEvent? Theirs)? Problem(Batch batch, Call call, Place place)
    {
        var judged = Judge(batch, call, place.Base);
        if (Objection(call, judged, place.Base) is { } objection)
        {
            return (ViolationKind.WronglyAdmitted, objection, judged.Conflict);
        }

        if (call.HasWritten && (call.Outcome == CallOutcome.Admitted) != judged.Behind > 0)
        {
            return (ViolationKind.WronglyAdmitted, $"its caller had not seen {judged.Behind} events, and was told it is {call.Outcome}", null);
        }

        for (var i = 0; i < batch.Events.Count; i++)
        {
            var data = content.Stored(batch.Events[i].Id)?.Data;
            if (data != judged.Became[i])
            {
                return (ViolationKind.WrongData, $"its event {i} should be {judged.Became[i]?.ToString() ?? "dropped"}, and is {data?.ToString() ?? "dropped"}", null);
            }
        }

        return null;
    }

    private void CheckRefused(Fate fate, Call call)
    {
        var head = call.Head ?? 0;
        var judged = Judge(fate.Batch, call, head);
        var isRight = call.Outcome switch
        {
            CallOutcome.WrongVersion => IsWrong(call.Expected, head),
            CallOutcome.Contended => !IsWrong(call.Expected, head) && judged.Behind > 0,
            _ => !IsWrong(call.Expected, head) && (judged.Conflict is not null || fate.Batch.Events.Any(each => judged.Behind > history.Rules.CapOf(each.Type))),
        };
        if (!isRight)
        {
            findings.Add(
                ViolationKind.WronglyRefused,
                $"{fate} was refused at version {head}, where nothing was against it.",
                [call],
                content.EventsOf(fate.Batch.Stream).Skip((int)call.Expected.Seen).Take((int)(head - call.Expected.Seen)));
        }
    }

    /// <summary>What stands against an append where its stream is at a version.</summary>
    private static string? Objection(Call call, Judgement judged, long head) =>
        IsWrong(call.Expected, head) ? $"{call.Expected} was expected"
        : judged.Conflict is { } theirs ? $"version {theirs.Version} conflicts with it"
        : judged.IsTooFarBehind ? "it is further behind than a cap allows"
        : null;

    private Judgement Judge(Batch batch, Call call, long head) =>
        Judgement.Of(history.Rules, batch, call.Expected, content.EventsOf(batch.Stream), call.Expected.NamesVersion ? head : 0);

    private static bool IsWrong(ExpectedVersion expected, long head) => expected.Kind switch
    {
        ExpectedVersionKind.NoStream => head > 0,
        ExpectedVersionKind.StreamExists => head == 0,
        ExpectedVersionKind.Any => false,
        _ => head < Math.Max(expected.Decided, expected.Own is [.., var own] ? own.Last : 0),
    };
}
