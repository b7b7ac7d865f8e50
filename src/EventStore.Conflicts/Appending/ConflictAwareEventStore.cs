using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// The event store over an engine: serialise, compile, append, explain. Each step is taken once; the engine decides, under its lock, by a
/// value it was handed, and what is explained is read afterwards.
/// </summary>
internal sealed partial class ConflictAwareEventStore : IEventStore
{
    private readonly IEventStorage storage;
    private readonly EventSerializer serializer;
    private readonly ConflictRegistry registry;
    private readonly EventStoreLimits limits;
    private readonly ConflictExplainer explainer;

    internal ConflictAwareEventStore(IEventStorage storage, EventSerializer serializer, ConflictRegistry registry, EventStoreLimits limits)
    {
        this.storage = storage;
        this.serializer = serializer;
        this.registry = registry;
        this.limits = limits;
        explainer = new ConflictExplainer(storage, registry, limits.MaxReportedConflicts);
    }

    public async Task<AppendResult> AppendToStreamAsync(
        StreamId stream,
        ExpectedVersion expected,
        IReadOnlyList<NewEvent> events,
        AppendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Arguments.RefuseDefault(stream);
        Arguments.RefuseDefault(expected);
        ArgumentNullException.ThrowIfNull(events);
        cancellationToken.ThrowIfCancellationRequested();

        var encoded = Encode(events);
        var append = new StorageAppend { Stream = stream, Expected = expected, Events = encoded, Condition = Compile(encoded) };
        var result = await storage.AppendAsync(append, cancellationToken).ConfigureAwait(false);
        return result.Status switch
        {
            StorageAppendStatus.Written or StorageAppendStatus.AlreadyWritten => Success(append, result),
            StorageAppendStatus.Refused => throw await explainer.ExplainAsync(append, result.Head, cancellationToken).ConfigureAwait(false),
            StorageAppendStatus.WrongVersion => throw new WrongExpectedVersionException(stream, expected, result.Head),
            StorageAppendStatus.Duplicate when result.Existing is { } existing =>
                throw new DuplicateEventException(stream, existing.Id, existing.Stream, existing.Version, existing.Type, existing.IsDropped),
            _ => throw new InvalidOperationException($"The engine answered {result.Status}, which this append didn't ask for."),
        };
    }

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    public void Dispose() => storage.Dispose();

    /// <summary>The events as bytes, checked against every limit, before any lock is taken.</summary>
    private EncodedEvent[] Encode(IReadOnlyList<NewEvent> events)
    {
        if (events.Count > limits.MaxEventsPerAppend)
        {
            throw new ArgumentException(
                $"The append holds {events.Count:N0} events; at most {limits.MaxEventsPerAppend:N0} are allowed (EventStoreLimits.MaxEventsPerAppend).", nameof(events));
        }

        var encoded = new EncodedEvent[Math.Max(0, events.Count)];
        var ids = new HashSet<Guid>(events.Count);
        long bytes = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var newEvent = events[i] ?? throw new ArgumentException($"The event at index {i} is null.", nameof(events));
            if (!ids.Add(newEvent.Id))
            {
                throw new ArgumentException($"The event id {newEvent.Id} stands twice in the batch, again at index {i}.", nameof(events));
            }

            var serialized = serializer.Encode(newEvent);
            encoded[i] = new EncodedEvent(newEvent.Id, serialized.Type, serialized.Data, serialized.Metadata) { TypeAliases = serialized.TypeAliases };
            bytes += encoded[i].Data.Length + encoded[i].Metadata.Length;
            if (bytes > limits.MaxBytesPerAppend)
            {
                throw new ArgumentException(
                    $"The append holds {bytes:N0} bytes of data and metadata by its event at index {i}; at most {limits.MaxBytesPerAppend:N0} are allowed (EventStoreLimits.MaxBytesPerAppend).",
                    nameof(events));
            }
        }

        return encoded;
    }

    private AppendCondition Compile(EncodedEvent[] events) =>
        events.Length == 1 ? registry.Compile(events[0].Type) : registry.Compile(Array.ConvertAll(events, each => each.Type));

    private static AppendResult Success(StorageAppend append, StorageAppendResult result)
    {
        var concurrent = UnseenBefore(append.Expected, result.Versions is { } own ? own.First - 1 : result.Head);
        return new AppendResult
        {
            Outcome = (result.Status, concurrent) switch
            {
                (StorageAppendStatus.AlreadyWritten, _) => AppendOutcome.AlreadyAppended,
                (_, null) => AppendOutcome.Appended,
                _ => AppendOutcome.Admitted,
            },
            Version = result.Versions?.Last ?? result.Head,
            Versions = result.Versions,
            Position = result.Position,
            Concurrent = concurrent,
            Next = result.Versions is { } written ? append.Expected.After(written) : append.Expected,
        };
    }

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
