namespace EventStore.Conflicts.Histories.Checking;

/// <summary>What is in the store at the end, by id and by stream.</summary>
internal sealed class Content(History history, Findings findings)
{
    private readonly Dictionary<Guid, SeenEvent> stored = new(history.Stored.Count);
    private readonly Dictionary<Guid, EventKey> dropped = [];
    private readonly Dictionary<StreamId, List<SeenEvent>> streams = [];

    /// <summary>The streams that hold something, and their events by version.</summary>
    internal IReadOnlyDictionary<StreamId, List<SeenEvent>> Streams => streams;

    /// <summary>False where versions or positions don't ascend as they must.</summary>
    internal bool IsOrdered { get; private set; } = true;

    internal SeenEvent? Stored(Guid id) => stored.GetValueOrDefault(id);

    internal EventKey? Dropped(Guid id) => dropped.TryGetValue(id, out var key) ? key : null;

    internal IReadOnlyList<SeenEvent> EventsOf(StreamId stream) => streams.GetValueOrDefault(stream) ?? [];

    /// <summary>Sorts it in, and looks whether it is sound by itself.</summary>
    internal void Check()
    {
        var sent = new Dictionary<Guid, SentEvent>();
        foreach (var each in history.Batches.SelectMany(batch => batch.Events))
        {
            sent.TryAdd(each.Id, each);
        }

        var numbers = new Dictionary<long, SeenEvent>(history.Stored.Count);
        SeenEvent? previous = null;
        foreach (var each in history.Stored)
        {
            CheckOrder(previous, each);
            CheckOnce(numbers, each);
            CheckSent(sent.GetValueOrDefault(each.Id), each);
            previous = each;
        }

        foreach (var key in history.Dropped.Where(key => !dropped.TryAdd(key.Id, key) || stored.ContainsKey(key.Id)))
        {
            findings.Add(ViolationKind.Doubled, $"{key} is dropped and there, or dropped twice.", events: [Stored(key.Id)]);
        }
    }

    private void CheckOrder(SeenEvent? previous, SeenEvent each)
    {
        if (previous is not null && each.Position <= previous.Position)
        {
            IsOrdered = false;
            findings.Add(ViolationKind.BrokenPositions, "In the order of the whole store a position doesn't come after the one before.", events: [previous, each]);
        }

        if (!streams.TryGetValue(each.Stream, out var stream))
        {
            streams.Add(each.Stream, stream = []);
        }

        if (each.Version != stream.Count + 1)
        {
            IsOrdered = false;
            findings.Add(ViolationKind.BrokenVersions, $"In the order of the whole store, version {stream.Count + 1} should come next in the stream.", events: [stream.LastOrDefault(), each]);
        }

        stream.Add(each);
    }

    private void CheckOnce(Dictionary<long, SeenEvent> numbers, SeenEvent each)
    {
        var first = !stored.TryAdd(each.Id, each) ? stored[each.Id] : !numbers.TryAdd(each.Data.Number, each) ? numbers[each.Data.Number] : null;
        if (first is not null)
        {
            findings.Add(ViolationKind.Doubled, "The same event is there twice.", events: [first, each]);
        }
    }

    private void CheckSent(SentEvent? sent, SeenEvent each)
    {
        if (sent is null)
        {
            findings.Add(ViolationKind.NeverSent, "Nobody sent an event with this id.", events: [each]);
        }
        else if ((sent.Type, sent.Data.Number, sent.Data.Key) != (each.Type, each.Data.Number, each.Data.Key))
        {
            findings.Add(ViolationKind.NeverSent, $"It was sent as {sent}.", events: [each]);
        }
    }
}
