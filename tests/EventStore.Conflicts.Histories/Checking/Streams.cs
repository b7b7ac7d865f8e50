namespace EventStore.Conflicts.Histories.Checking;

/// <summary>For each stream and each of its versions, who began last among those before it, and who ended first among those after it.</summary>
internal sealed class Streams
{
    private static readonly Fate?[] Nobody = [null];

    private readonly Dictionary<StreamId, (Fate?[] Begun, Fate?[] Ended)> all = [];

    internal Streams(Content content, Fates fates)
    {
        foreach (var (stream, events) in content.Streams)
        {
            var begun = new Fate?[events.Count + 1];
            var ended = new Fate?[events.Count + 1];
            for (var i = 1; i <= events.Count; i++)
            {
                var fate = fates.Of(events[i - 1].Id);
                begun[i] = fate is not null && !(fate.Start <= begun[i - 1]?.Start) ? fate : begun[i - 1];
            }

            for (var i = events.Count - 1; i >= 0; i--)
            {
                var fate = fates.Of(events[i].Id);
                ended[i] = fate is not null && !(fate.End >= ended[i + 1]?.End) ? fate : ended[i + 1];
            }

            all.Add(stream, (begun, ended));
        }
    }

    internal long HeadOf(StreamId stream) => Of(stream).Begun.Length - 1;

    /// <summary>Of those that stand in the stream up to a version, the one that began last.</summary>
    internal Fate? LastBegun(StreamId stream, long through) => Of(stream).Begun[through];

    /// <summary>Of those that stand in the stream after a version, the one that was acknowledged first.</summary>
    internal Fate? FirstEnded(StreamId stream, long after) => Of(stream).Ended[after];

    private (Fate?[] Begun, Fate?[] Ended) Of(StreamId stream) => all.GetValueOrDefault(stream, (Nobody, Nobody));
}
