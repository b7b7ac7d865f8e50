namespace EventStore.Conflicts.Histories.Checking;

/// <summary>Lays what each caller was told beside what is there.</summary>
internal sealed class OutcomeCheck(Content content, Fates fates, Findings findings)
{
    internal void Check()
    {
        foreach (var fate in fates.All.Where(fate => fate.Batch.Events.Count > 0))
        {
            if (fate.Place is { } place)
            {
                CheckThere(fate, place);
            }
            else
            {
                CheckNotThere(fate);
            }
        }
    }

    private void CheckThere(Fate fate, Place place)
    {
        if (fate.Candidates.Count == 0)
        {
            Add(ViolationKind.NotWithheld, fate, "is there, and nobody who sent it was told that it could be");
        }

        if (fate.Calls.Count(call => call.HasWritten) > 1)
        {
            Add(ViolationKind.Doubled, fate, "was written once, and more than one caller was told to have written it", fate.Calls.Where(call => call.HasWritten));
        }

        foreach (var call in fate.Calls)
        {
            if (call.IsAcknowledged && !IsWhereTold(call, fate, place))
            {
                Add(ViolationKind.Misplaced, fate, "is not where a caller was told", [call]);
            }
            else if (call.Outcome == CallOutcome.DuplicateId || (call.IsRefused && (fate.End < call.Start || place.IsBefore(call.Head))))
            {
                Add(ViolationKind.NotRecognised, fate, "was not recognised when it was sent again", [fate.Writer, call]);
            }
        }
    }

    private bool IsWhereTold(Call call, Fate fate, Place place)
    {
        VersionRange? versions = place.Last > place.Base ? new VersionRange(place.Base + 1, place.Last) : null;
        var position = versions is null ? null : content.EventsOf(fate.Batch.Stream)[(int)place.Last - 1].Position as GlobalPosition?;
        return call.Versions == versions && call.Position == position && (call.Outcome == CallOutcome.Dropped) == (versions is null);
    }

    private void CheckNotThere(Fate fate)
    {
        if (fate.Batch.Events.Any(each => IsThere(each.Id) && fates.Of(each.Id) is null))
        {
            Add(ViolationKind.Torn, fate, "is there in part, or not in one piece");
        }
        else if (fate.Calls.FirstOrDefault(call => call.IsAcknowledged) is { } acknowledged)
        {
            Add(ViolationKind.Lost, fate, "was acknowledged and is not there", [acknowledged]);
        }

        foreach (var call in fate.Calls.Where(call => call.Outcome == CallOutcome.DuplicateId && !fate.Batch.Events.Any(each => fates.Of(each.Id)?.Start <= call.End)))
        {
            Add(ViolationKind.WronglyRefused, fate, "was refused for a taken id, and none was taken", [call]);
        }
    }

    private bool IsThere(Guid id) => content.Stored(id) is not null || content.Dropped(id) is not null;

    private void Add(ViolationKind kind, Fate fate, string problem, IEnumerable<Call?>? calls = null) => findings.Add(
        kind,
        $"{fate} {problem}.",
        calls ?? fate.Calls,
        fate.Batch.Events.Select(each => content.Stored(each.Id)));
}
