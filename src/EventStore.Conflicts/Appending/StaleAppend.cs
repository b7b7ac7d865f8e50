using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// An append that an engine found stale, laid against what was committed meanwhile. The events up to the head it was judged at never change, so they are read outside
/// every lock. For one thread at a time.
/// </summary>
internal sealed class StaleAppend
{
    private readonly StorageAppend original;
    private readonly IncomingBatch batch;
    private readonly IEventStorage storage;
    private readonly int maxReported;
    private readonly Func<StoredEvent, RecordedEvent> decode;
    private readonly Examination examination;

    internal StaleAppend(
        StorageAppend append, IncomingBatch batch, IEventStorage storage, ConflictRegistry registry, int maxReported, Func<StoredEvent, RecordedEvent> decode)
    {
        Append = original = append;
        this.batch = batch;
        this.storage = storage;
        this.maxReported = maxReported;
        this.decode = decode;
        examination = new Examination(registry, append.Expected, batch.Incoming, maxReported, batch.Replace);
    }

    /// <summary>The append as it may be sent now: conditional on what was seen, and as merges have left it.</summary>
    internal StorageAppend Append { get; private set; }

    internal StreamId Stream => original.Stream;

    internal bool HasConflict => examination.HasConflict;

    internal bool HasDroppedEverything => examination.HasDroppedEverything;

    /// <summary>True where a refusal of the engine stands, whatever is read of its events.</summary>
    internal bool IsSettled => examination.IsSettled;

    internal IReadOnlyList<EventMerge> Merges => examination.Merges;

    /// <summary>The same append as it came, before merges, under other rules.</summary>
    internal StaleAppend Under(ConflictRegistry rules) => new(original, batch.With(original.Events), storage, rules, maxReported, decode);

    /// <summary>Looks at everything up to <paramref name="head"/> that it has not looked at.</summary>
    internal async Task ExamineAsync(long head, CancellationToken cancellationToken)
    {
        if (examination.ExaminedThrough >= head)
        {
            return;
        }

        var window = new VersionRange(examination.ExaminedThrough + 1, head);
        if (examination.LooksAtEvents)
        {
            await ExamineEventsAsync(window, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ExamineKeysAsync(window, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the append conditional on what was seen: up to <paramref name="head"/> nothing is left to ask.</summary>
    internal void AnswerThrough(long head)
    {
        for (var i = 0; i < examination.Remaining.Count; i++)
        {
            if (examination.Remaining[i] is null)
            {
                batch.Drop(i);
            }
        }

        Append = new StorageAppend
        {
            Stream = Append.Stream,
            Expected = Append.Expected,
            Condition = examination.Condition,
            Events = [.. batch.Encoded],
            AnsweredThrough = head,
        };
    }

    internal ConflictReport Report(AppendDecision decision, long head, DateTimeOffset now, bool tooStale = false) =>
        examination.Report(decision, Append.Stream, head, now, tooStale);

    internal ConflictReport Conclude(long head, DateTimeOffset now) => examination.Conclude(Append.Stream, head, now);

    private async Task ExamineEventsAsync(VersionRange window, CancellationToken cancellationToken)
    {
        var events = storage.ReadStreamAsync(Append.Stream, ReadDirection.Forwards, window.First, window.Count, cancellationToken);
        await foreach (var theirs in events.ConfigureAwait(false))
        {
            examination.Examine(theirs.Version, theirs.Id, theirs.Type, theirs.Timestamp, () => decode(theirs));
        }
    }

    private async Task ExamineKeysAsync(VersionRange window, CancellationToken cancellationToken)
    {
        var keys = storage.ReadStreamKeysAsync(Append.Stream, window, cancellationToken);
        await foreach (var theirs in keys.ConfigureAwait(false))
        {
            examination.Examine(
                theirs.Version, theirs.Id, theirs.Type, theirs.Timestamp, () => throw new InvalidOperationException("No rule looks at this event."));
        }
    }
}
