namespace EventStore.Conflicts.Histories.Checking;

/// <summary>Lays what readers saw beside what is there, and beside the time at which they looked.</summary>
internal sealed class ReaderCheck(History history, Content content, Streams streams, Findings findings)
{
    private readonly GlobalPosition[] positions = [.. history.Stored.Select(each => each.Position)];

    internal void Check()
    {
        foreach (var read in history.Observations)
        {
            if (read.Stream is { } stream)
            {
                CheckStream(read, stream);
            }
            else
            {
                CheckAll(read);
            }
        }
    }

    /// <summary>A read of the whole store gives what is there after its checkpoint, one by one. What is missing in between appeared later.</summary>
    private void CheckAll(Observation read)
    {
        var next = Array.BinarySearch(positions, read.After) is var found && found < 0 ? ~found : found + 1;
        foreach (var each in read.Events)
        {
            var at = Array.BinarySearch(positions, each.Position);
            if (at < next || history.Stored[at] != each)
            {
                Add(ViolationKind.WronglyRead, read, "gave an event that is not there, or not after the one before", each);
                return;
            }

            if (at > next)
            {
                Add(ViolationKind.Skipped, read, "passed an event that appeared before it only afterwards", history.Stored[next], each);
                return;
            }

            next++;
        }

        // Whoever began last among those it saw must have begun before it ended.
        foreach (var last in read.Events.GroupBy(each => each.Stream).Select(group => group.Last()))
        {
            if (streams.LastBegun(last.Stream, last.Version) is { } begun && begun.Start > read.End)
            {
                Add(ViolationKind.OutOfOrder, read, $"saw batch {begun.Number} before it had begun", last);
            }
        }
    }

    private void CheckStream(Observation read, StreamId stream)
    {
        var events = content.EventsOf(stream);
        var next = read.Backwards ? Math.Min(read.From ?? long.MaxValue, read.Events is [var first, ..] ? first.Version : 0) : read.From ?? 1;
        foreach (var each in read.Events)
        {
            if (each.Version < 1 || each.Version > events.Count || events[(int)each.Version - 1] != each)
            {
                Add(ViolationKind.WronglyRead, read, "gave an event that is not there", each);
                return;
            }

            if (each.Version != next)
            {
                Add(ViolationKind.Skipped, read, $"should have given version {next}", each);
                return;
            }

            next += read.Backwards ? -1 : 1;
        }

        if (HeadOf(read) is { } head)
        {
            OrderCheck.CheckHead(streams, findings, stream, head, (read.Start, read.End), $"{read} found");
        }
    }

    /// <summary>The version at which a read found its stream; null where it doesn't tell.</summary>
    private static long? HeadOf(Observation read) => (read.Events, read.Backwards) switch
    {
        ([], _) => read.From is null or 1 ? 0 : null,
        ([var newest, ..], true) => read.From is null || newest.Version < read.From ? newest.Version : null,
        ([.., var newest], false) => read.ToTheEnd ? newest.Version : null,
    };

    private void Add(ViolationKind kind, Observation read, string problem, params SeenEvent[] events) => findings.Add(kind, $"{read} {problem}.", events: events);
}
