namespace EventStore.Conflicts.Histories.Tests;

/// <summary>
/// Tells a history piece by piece. Each call comes after the one before, unless it is said when it was. Events are of the types <c>note</c> (never conflicts), <c>price</c>
/// (conflicts with another price of the same key, and with what is not registered), <c>stock</c> (adds what others of its key changed), <c>tag</c> (redundant if it
/// is there already), <c>rare</c> (at most 2 events behind) and <c>audit</c> (not registered).
/// </summary>
internal sealed class Past
{
    internal static readonly StreamId Stream = new("s");

    private static readonly HistoryRules Rules = new(new Dictionary<string, TypeRule>(StringComparer.Ordinal)
    {
        ["note"] = new(PairKind.Compatible, Pairs()),
        ["price"] = new(PairKind.Compatible, Pairs(("price", PairKind.ConflictIfSameKey), ("audit", PairKind.Conflict))),
        ["stock"] = new(PairKind.Compatible, Pairs(("stock", PairKind.AddIfSameKey))),
        ["tag"] = new(PairKind.Compatible, Pairs(("tag", PairKind.DropIfSame))),
        ["rare"] = new(PairKind.Compatible, Pairs(), MaxBehind: 2),
    });

    private readonly List<Batch> batches = [];
    private readonly List<Call> calls = [];
    private readonly List<Observation> observations = [];
    private readonly List<SeenEvent> stored = [];
    private readonly List<EventKey> dropped = [];
    private long now;
    private long numbers;

    internal History History => new()
    {
        Rules = Rules,
        Batches = [.. batches],
        Calls = [.. calls],
        Observations = [.. observations],
        Stored = [.. stored],
        Dropped = [.. dropped],
    };

    internal IReadOnlyList<Violation> Violations => HistoryChecker.Check(History);

    internal IReadOnlyList<SeenEvent> Stored => stored;

    internal long Head(StreamId? stream = null) => stored.Count(each => each.Stream == (stream ?? Stream));

    /// <summary>A new batch, which nobody has sent yet.</summary>
    internal int Batch(params string[] types) => BatchOf(Stream, [.. types.Select(type => Event(type))]);

    internal int BatchOf(StreamId stream, params SentEvent[] events)
    {
        batches.Add(new Batch(stream, events));
        return batches.Count - 1;
    }

    internal SentEvent Event(string type, int key = 1, int value = 1) => new(Guid.CreateVersion7(), type, new Payload(++numbers, key, value));

    internal SentEvent EventOf(int batch, int index = 0) => batches[batch].Events[index];

    /// <summary>Puts events of a batch into the store, by their indices; all where none are given.</summary>
    internal VersionRange Store(int batch, params int[] indices)
    {
        var first = Head(batches[batch].Stream) + 1;
        foreach (var each in batches[batch].Events.Where((_, i) => indices.Length == 0 || indices.Contains(i)))
        {
            Store(each, batches[batch].Stream);
        }

        return new VersionRange(first, Head(batches[batch].Stream));
    }

    internal void Store(SentEvent each, StreamId? stream = null, int? value = null) => stored.Add(new SeenEvent(
        stream ?? Stream, Head(stream) + 1, Position(stored.Count + 1), each.Id, each.Type, each.Data with { Value = value ?? each.Data.Value }));

    internal void Drop(SentEvent each) => dropped.Add(new EventKey(Stream, Head(), each.Id, each.Type, DateTimeOffset.UnixEpoch, IsDropped: true));

    /// <summary>A call that was told where its batch is, if it is anywhere.</summary>
    internal Call Call(int batch, ExpectedVersion expected, CallOutcome outcome, VersionRange? versions = null, long? head = null, (long Start, long End)? during = null)
    {
        var (start, end) = during ?? (++now * 10, (++now * 10) - 5);
        var position = versions is { } told && stored.Find(each => each.Stream == batches[batch].Stream && each.Version == told.Last) is { } last ? last.Position as GlobalPosition? : null;
        calls.Add(new Call
        {
            Worker = 1,
            Number = calls.Count,
            Batch = batch,
            Expected = expected,
            Start = start,
            End = end,
            Outcome = outcome,
            Versions = versions,
            Position = position,
            Head = head,
        });
        return calls[^1];
    }

    /// <summary>An append that goes well.</summary>
    internal int Append(ExpectedVersion expected, params string[] types) => AppendOf(expected, CallOutcome.Appended, Batch(types));

    internal int AppendOf(ExpectedVersion expected, CallOutcome outcome, int batch)
    {
        Call(batch, expected, outcome, Store(batch));
        return batch;
    }

    internal void Read(IEnumerable<SeenEvent> events, StreamId? stream = null, long? from = null, bool backwards = false, int after = 0, (long Start, long End)? during = null) =>
        observations.Add(new Observation
        {
            Reader = 1,
            Stream = stream,
            From = from,
            Backwards = backwards,
            After = Position(after),
            Start = during?.Start ?? ++now * 10,
            End = during?.End ?? (++now * 10) - 5,
            Events = [.. events],
        });

    /// <summary>Changes what is in the store behind everybody's back.</summary>
    internal void Tamper(Func<List<SeenEvent>, IEnumerable<SeenEvent>> change)
    {
        SeenEvent[] changed = [.. change(stored)];
        stored.Clear();
        stored.AddRange(changed);
    }

    internal static GlobalPosition Position(long sequence) => new(0, 0, sequence);

    private static Dictionary<string, PairKind> Pairs(params (string Type, PairKind Kind)[] pairs) => pairs.ToDictionary(pair => pair.Type, pair => pair.Kind, StringComparer.Ordinal);
}
