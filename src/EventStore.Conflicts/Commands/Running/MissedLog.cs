namespace EventStore.Conflicts.Commands;

/// <summary>Keeps the first of the events that came after a version, up to a cap. For one thread at a time.</summary>
internal sealed class MissedLog(int cap)
{
    private readonly List<RecordedEvent> kept = [];

    /// <summary>The version after which everything was missed; null until that is known.</summary>
    internal long? Since { get; set; }

    /// <summary>How many more it would keep.</summary>
    internal int Room => cap - kept.Count;

    /// <summary>Takes the next event of the stream.</summary>
    internal void Note(RecordedEvent recorded)
    {
        if (recorded.Version > Since && Room > 0)
        {
            kept.Add(recorded);
        }
    }

    /// <summary>What was missed up to a version, that included.</summary>
    internal MissedEvents Through(long version) => Since is { } since && version > since
        ? new MissedEvents(new VersionRange(since + 1, version), [.. kept.Where(each => each.Version <= version)])
        : MissedEvents.None;
}
