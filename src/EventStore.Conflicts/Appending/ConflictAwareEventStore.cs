using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Telemetry;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// The event store over an engine: serialise, compile, append, explain. Each step is taken once; the engine decides, under its lock, by a
/// value it was handed, and what is explained is read afterwards.
/// </summary>
internal sealed partial class ConflictAwareEventStore : IEventStore, IConflictExplainer, ILimitedStore
{
    private readonly IEventStorage storage;
    private readonly EventSerializer serializer;
    private readonly ConflictRegistry registry;
    private readonly EventStoreLimits limits;
    private readonly TimeProvider timeProvider;
    private readonly StaleAppendReporting reporting;
    private readonly AppendTelemetry telemetry;

    internal ConflictAwareEventStore(
        IEventStorage storage,
        EventSerializer serializer,
        ConflictRegistry registry,
        EventStoreLimits limits,
        TimeProvider timeProvider,
        StaleAppendReporting reporting,
        AppendTelemetry telemetry)
    {
        this.storage = storage;
        this.serializer = serializer;
        this.registry = registry;
        this.limits = limits;
        this.timeProvider = timeProvider;
        this.reporting = reporting;
        this.telemetry = telemetry;
    }

    EventStoreLimits ILimitedStore.Limits => limits;

    public async Task<ConflictReport> ExplainAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (append, batch) = Prepare(stream, expected, events);
        var head = await storage.GetStreamVersionAsync(stream, cancellationToken).ConfigureAwait(false);
        var known = await storage.FindKeysAsync([.. append.Events.Select(each => each.Id)], cancellationToken).ConfigureAwait(false);
        var decision = (append.CheckDuplicates(known, lastPosition: null, head)?.Status, append.CheckVersion(head)) switch
        {
            (StorageAppendStatus.AlreadyWritten, _) => known.All(each => each is { IsDropped: true }) ? AppendDecision.Dropped : AppendDecision.AlreadyAppended,
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
        return stale.Conclude(head, Timestamps.Now(timeProvider));
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
}
