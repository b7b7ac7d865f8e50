using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// The event store over an engine: serialise, compile, append, explain. Each step is taken once; the engine decides, under its lock, by a
/// value it was handed, and what is explained is read afterwards.
/// </summary>
internal sealed partial class ConflictAwareEventStore : IEventStore, IConflictExplainer
{
    private readonly IEventStorage storage;
    private readonly EventSerializer serializer;
    private readonly ConflictRegistry registry;
    private readonly EventStoreLimits limits;
    private readonly TimeProvider timeProvider;

    internal ConflictAwareEventStore(
        IEventStorage storage, EventSerializer serializer, ConflictRegistry registry, EventStoreLimits limits, TimeProvider timeProvider)
    {
        this.storage = storage;
        this.serializer = serializer;
        this.registry = registry;
        this.limits = limits;
        this.timeProvider = timeProvider;
    }

    public async Task<AppendResult> AppendToStreamAsync(
        StreamId stream,
        ExpectedVersion expected,
        IReadOnlyList<NewEvent> events,
        AppendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (append, batch) = Prepare(stream, expected, events);
        var result = await storage.AppendAsync(append, cancellationToken).ConfigureAwait(false);
        StaleAppend? stale = null;
        for (var round = 1; result.Status is StorageAppendStatus.Ask or StorageAppendStatus.Refused; round++)
        {
            if (round > limits.MaxConflictRounds && result.Status == StorageAppendStatus.Ask)
            {
                throw new StreamContendedException(stream, expected, result.Head, limits.MaxConflictRounds);
            }

            // A refusal stands, unless a merge drops the event that is refused before the one it is refused for.
            stale ??= Stale(append, batch);
            if (!await ExamineAsync(stale, result, cancellationToken).ConfigureAwait(false) || stale.HasConflict)
            {
                throw Refusal(stale, result);
            }

            stale.AnswerThrough(result.Head);
            result = await storage.AppendAsync(stale.Append, cancellationToken).ConfigureAwait(false);
        }

        return result.Status switch
        {
            StorageAppendStatus.Written or StorageAppendStatus.AlreadyWritten => Success(append, result, stale, batch),
            StorageAppendStatus.TooStale => throw await TooStaleAsync(stale ?? Stale(append, batch), result, cancellationToken).ConfigureAwait(false),
            StorageAppendStatus.WrongVersion => throw new WrongExpectedVersionException(stream, expected, result.Head),
            StorageAppendStatus.Duplicate when result.Existing is { } existing =>
                throw new DuplicateEventException(stream, existing.Id, existing.Stream, existing.Version, existing.Type, existing.IsDropped),
            _ => throw new InvalidOperationException($"The engine answered {result.Status}, which this append didn't ask for."),
        };
    }

    public async Task<ConflictReport> ExplainAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (append, batch) = Prepare(stream, expected, events);
        var head = await storage.GetStreamVersionAsync(stream, cancellationToken).ConfigureAwait(false);
        var known = await storage.FindKeysAsync([.. append.Events.Select(each => each.Id)], cancellationToken).ConfigureAwait(false);
        var decision = (append.CheckDuplicates(known, lastPosition: null, head)?.Status, append.CheckVersion(head)) switch
        {
            (StorageAppendStatus.AlreadyWritten, _) => AppendDecision.AlreadyAppended,
            (StorageAppendStatus.Duplicate, _) => AppendDecision.DuplicateEvent,
            (_, VersionCheck.Wrong) => AppendDecision.WrongVersion,
            (_, VersionCheck.Fits) => AppendDecision.NotStale,
            _ => AppendDecision.Admitted,
        };
        if (decision != AppendDecision.Admitted)
        {
            return new ConflictReport { Stream = stream, Expected = expected, Actual = head, Decision = decision };
        }

        var stale = Stale(append, batch);
        await stale.ExamineAsync(head, cancellationToken).ConfigureAwait(false);
        return stale.Conclude(head, timeProvider.GetUtcNow());
    }

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    public void Dispose() => storage.Dispose();

    /// <summary>The events as bytes, checked against every limit, and the condition they come with.</summary>
    private (StorageAppend Append, IncomingBatch Batch) Prepare(StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events)
    {
        Arguments.RefuseDefault(stream);
        Arguments.RefuseDefault(expected);
        ArgumentNullException.ThrowIfNull(events);
        var batch = new IncomingBatch(events, serializer, limits);
        EncodedEvent[] encoded = [.. batch.Encoded];
        var condition = encoded.Length == 1 ? registry.Compile(encoded[0].Type) : registry.Compile(Array.ConvertAll(encoded, each => each.Type));
        return (new StorageAppend { Stream = stream, Expected = expected, Events = encoded, Condition = condition }, batch);
    }

    private StaleAppend Stale(StorageAppend append, IncomingBatch batch) =>
        new(append, batch, storage, registry, limits.MaxReportedConflicts, Decode);

    /// <summary>Looks at what was committed meanwhile. False where it cannot any more, and need not, because the engine has refused already.</summary>
    private static async Task<bool> ExamineAsync(StaleAppend stale, StorageAppendResult result, CancellationToken cancellationToken)
    {
        try
        {
            await stale.ExamineAsync(result.Head, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObjectDisposedException) when (result.Status != StorageAppendStatus.Ask)
        {
            // The store is being closed: the verdict stands, and its report ends here.
            return false;
        }
    }

    private async Task<StreamConflictException> TooStaleAsync(StaleAppend stale, StorageAppendResult result, CancellationToken cancellationToken)
    {
        await ExamineAsync(stale, result, cancellationToken).ConfigureAwait(false);
        return Refusal(stale, result);
    }

    private StreamConflictException Refusal(StaleAppend stale, StorageAppendResult result) =>
        new(stale.Report(AppendDecision.Refused, result.Head, timeProvider.GetUtcNow(), tooStale: result.Status == StorageAppendStatus.TooStale));

    private AppendResult Success(StorageAppend append, StorageAppendResult result, StaleAppend? stale, IncomingBatch batch)
    {
        var before = result.Versions is { } own ? own.First - 1 : result.Head;
        var concurrent = UnseenBefore(append.Expected, before);
        var written = result.Status == StorageAppendStatus.Written;
        var outcome = (written, result.Versions, concurrent) switch
        {
            (_, null, _) when append.Events.Count > 0 => AppendOutcome.Dropped,
            (false, _, _) => AppendOutcome.AlreadyAppended,
            (_, _, null) => AppendOutcome.Appended,
            _ => AppendOutcome.Admitted,
        };
        return new AppendResult
        {
            Outcome = outcome,
            Version = result.Versions?.Last ?? result.Head,
            Versions = result.Versions,
            Position = result.Position,
            Concurrent = concurrent,
            Merges = written && stale is not null ? stale.Merges : [],
            Next = result.Versions is { } versions ? append.Expected.After(versions) : append.Expected,
            ReportSource = written && concurrent is not null ? ReportOf(stale ?? Stale(append, batch), before) : null,
        };
    }

    /// <summary>The report of an admitted append: made when somebody wants it, from events that never change.</summary>
    private ReportSource ReportOf(StaleAppend stale, long head) => new(async () =>
    {
        await stale.ExamineAsync(head, CancellationToken.None).ConfigureAwait(false);
        return stale.Report(stale.HasDroppedEverything ? AppendDecision.Dropped : AppendDecision.Admitted, head, timeProvider.GetUtcNow());
    });

    /// <summary>What the caller has not seen up to <paramref name="last"/>, its own events at the end left out; null where it asserted nothing.</summary>
    private static VersionRange? UnseenBefore(ExpectedVersion expected, long last)
    {
        while (expected.IsOwn(last))
        {
            last--;
        }

        return expected.NamesVersion && last > expected.Seen ? new VersionRange(expected.Seen + 1, last) : null;
    }
}
