namespace EventStore.Conflicts.PostgreSql.Load.Writing;

/// <summary>An append that somebody is about to make, or has made: sent again it is the same, because its events have ids.</summary>
internal sealed record Draft(int Stream, ExpectedVersion Expected, NewEvent[] Events)
{
    private const int MaxEvents = 3;
    private const int Places = 10;
    private const int CrossingStreams = 10;
    private const int CrossingEvents = 5;

    /// <summary>One of its own kind. What its writer knows of the stream may be old: then it is stale.</summary>
    internal static Draft Next(Random random, string writer, Func<int, long> known)
    {
        var stream = random.NextDouble() < 0.3 ? random.Next(LoadStore.HotStreams) : random.Next(LoadStore.Streams);
        var expected = random.NextDouble() < 0.2 ? ExpectedVersion.Any : ExpectedVersion.Exactly(known(stream));
        return new Draft(stream, expected, [.. Enumerable.Range(0, random.Next(1, MaxEvents + 1)).Select(_ => Event(random, writer))]);
    }

    /// <summary>
    /// The same for all who ask in the same moment, in whichever process: something that was delivered to several hosts. Hence the id.
    /// </summary>
    internal static Draft Delivered()
    {
        var moment = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 100;
        var (id, stream) = (new Guid(0, 0, 0, BitConverter.GetBytes(moment)), (int)(moment % LoadStore.Streams));
        return new Draft(stream, ExpectedVersion.Any, [new NewEvent(new Noted($"{moment}"), id)]);
    }

    /// <summary>
    /// To several streams, for all who ask in the same moment: some get the same, some the same ids for as many other streams, each in one of both orders. Of two that
    /// cross, one wins.
    /// </summary>
    internal static Draft[] Crossing(Random random)
    {
        var moment = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 10;
        var drafts = Enumerable.Range(0, CrossingStreams).Select(stream => new Draft(
            stream, ExpectedVersion.Any, [.. Enumerable.Range(0, CrossingEvents).Select(place => CrossingEvent(moment, stream, place))]));
        drafts = random.Next(2) == 0 ? drafts : drafts.Select(each => each.Crossed());
        return [.. random.Next(2) == 0 ? drafts : drafts.Reverse()];
    }

    /// <summary>The one that it crosses.</summary>
    internal Draft Crossed() => this with { Stream = (2 * CrossingStreams) - 1 - Stream, Events = [.. Enumerable.Reverse(Events)] };

    private static NewEvent CrossingEvent(long moment, int stream, int place) =>
        new(new Noted($"{moment}"), new Guid(1, (short)stream, (short)place, BitConverter.GetBytes(moment)));

    private static NewEvent Event(Random random, string writer)
    {
        var text = writer.PadRight(random.Next(20, 200), '.');
        return new NewEvent(random.Next(10) switch
        {
            < 6 => new Noted(text),
            < 9 => new Moved(random.Next(Places), text),
            _ => new Counted(text),
        });
    }
}
