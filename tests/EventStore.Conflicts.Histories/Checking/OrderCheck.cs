namespace EventStore.Conflicts.Histories.Checking;

/// <summary>Time: what was over before something else began comes before it.</summary>
internal sealed class OrderCheck(Streams streams, Fates fates, Findings findings)
{
    internal void Check()
    {
        foreach (var fate in fates.All)
        {
            if (fate.Place is { } place)
            {
                CheckPlace(fate, place);
            }

            foreach (var call in fate.Calls.Where(call => call.Head is not null && (call.IsRefused || fate.Batch.Events.Count == 0)))
            {
                CheckHead(streams, findings, fate.Batch.Stream, call.Head!.Value, (call.Start, call.End), $"A call to stream '{fate.Batch.Stream}' was told", call);
            }
        }
    }

    /// <summary>Whether a stream can have been at a version at some time in an interval.</summary>
    internal static void CheckHead(Streams streams, Findings findings, StreamId stream, long head, (long Start, long End) during, string what, Call? call = null)
    {
        if (head > streams.HeadOf(stream))
        {
            findings.Add(ViolationKind.OutOfOrder, $"{what} that it is at version {head}, which it never reached.", [call]);
        }
        else if (streams.LastBegun(stream, head) is { } begun && begun.Start > during.End)
        {
            findings.Add(ViolationKind.OutOfOrder, $"{what} that it is at version {head}, before what is there had begun.", [call, begun.Candidates[0]]);
        }
        else if (streams.FirstEnded(stream, head) is { } ended && ended.End < during.Start)
        {
            findings.Add(ViolationKind.OutOfOrder, $"{what} that it is at version {head}, when more had been acknowledged already.", [.. ended.Calls, call]);
        }
    }

    private void CheckPlace(Fate fate, Place place)
    {
        if (fate.End < fate.Start)
        {
            findings.Add(ViolationKind.OutOfOrder, $"{fate} was acknowledged before anybody can have written it.", fate.Calls);
        }

        if (streams.LastBegun(fate.Batch.Stream, place.Base) is { } earlier && earlier.Start > fate.End)
        {
            findings.Add(
                ViolationKind.OutOfOrder,
                $"{earlier} stands before batch {fate.Number}, which was acknowledged before the other began.",
                [.. fate.Calls, .. earlier.Calls]);
        }
    }
}
