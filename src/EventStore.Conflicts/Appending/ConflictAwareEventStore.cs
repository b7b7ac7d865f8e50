using System.Runtime.CompilerServices;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// The event store over an engine: serialise, compile, append, explain. Each step is taken once; the engine decides, under its lock, by a
/// value it was handed, and what is explained is read afterwards.
/// </summary>
internal sealed class ConflictAwareEventStore : IEventStore
{
    private const int MaxPageSize = 10_000;

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
                throw new DuplicateEventException(stream, existing.Id, existing.Stream, existing.Version, existing.Type),
            _ => throw new InvalidOperationException($"The engine answered {result.Status}, which this append didn't ask for."),
        };
    }

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        CancellationToken cancellationToken = default)
    {
        Arguments.RefuseDefault(stream);
        Arguments.RefuseUndefined(direction);
        Arguments.RefuseLessThanOne(fromVersion, nameof(fromVersion));
        Arguments.RefuseLessThanOne(maxCount, nameof(maxCount));
        return DecodeAsync(storage.ReadStreamAsync(stream, direction, fromVersion, maxCount ?? long.MaxValue, cancellationToken), cancellationToken);
    }

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default)
    {
        var start = after ?? GlobalPosition.Start;
        Arguments.RefuseDefault(start, nameof(after));
        Arguments.RefuseLessThanOne(maxCount, nameof(maxCount));
        return DecodeAsync(storage.ReadAllAsync(start, maxCount ?? long.MaxValue, cancellationToken), cancellationToken);
    }

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken = default)
    {
        Arguments.RefuseDefault(stream);
        return storage.GetStreamVersionAsync(stream, cancellationToken);
    }

    public async Task<RecordedEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken = default)
    {
        if (eventId == Guid.Empty)
        {
            throw new ArgumentException("The empty GUID names no event.", nameof(eventId));
        }

        var stored = await storage.FindEventAsync(eventId, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : Decode(stored);
    }

    public async Task<StreamPage> ListStreamsAsync(
        string prefix = "", StreamId? after = null, int maxCount = 100, CancellationToken cancellationToken = default)
    {
        Arguments.RefuseBadPrefix(prefix);
        if (after is { } continuation)
        {
            Arguments.RefuseDefault(continuation, nameof(after));
        }

        if (maxCount is < 1 or > MaxPageSize)
        {
            throw new ArgumentOutOfRangeException(nameof(maxCount), maxCount, $"maxCount is {maxCount}; it must be from 1 to {MaxPageSize:N0}.");
        }

        var streams = await storage.ListStreamsAsync(prefix, after, maxCount + 1, cancellationToken).ConfigureAwait(false);
        return streams.Count > maxCount
            ? new StreamPage([.. streams.Take(maxCount)], streams[maxCount - 1].Stream)
            : new StreamPage(streams, Continuation: null);
    }

    public Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken = default)
    {
        Arguments.RefuseDefault(position);
        return storage.WaitUntilVisibleAsync(position, cancellationToken);
    }

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    public void Dispose() => storage.Dispose();

    /// <summary>The events as bytes, checked against every limit, before any lock is taken.</summary>
    private EncodedEvent[] Encode(IReadOnlyList<NewEvent> events)
    {
        if (events.Count > limits.MaxEventsPerAppend)
        {
            throw new ArgumentException(
                $"The append holds {events.Count:N0} events; at most {limits.MaxEventsPerAppend:N0} are allowed.", nameof(events));
        }

        var encoded = new EncodedEvent[events.Count];
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
            encoded[i] = new EncodedEvent(newEvent.Id, serialized.Type, serialized.Data, serialized.Metadata);
            bytes += encoded[i].Data.Length + encoded[i].Metadata.Length;
            if (bytes > limits.MaxBytesPerAppend)
            {
                throw new ArgumentException(
                    $"The append holds {bytes:N0} bytes of data and metadata by its event at index {i}; at most {limits.MaxBytesPerAppend:N0} are allowed.",
                    nameof(events));
            }
        }

        return encoded;
    }

    private RecordedEvent Decode(StoredEvent stored) => new()
    {
        Stream = stored.Stream,
        Version = stored.Version,
        Position = stored.Position,
        Id = stored.Id,
        Type = stored.Type,
        Data = serializer.DecodeData(stored.Type, stored.Data, stored.Stream, stored.Version),
        RawData = stored.Data,
        Metadata = EventSerializer.DecodeMetadata(stored.Type, stored.Metadata, stored.Stream, stored.Version),
        Timestamp = stored.Timestamp,
        DecidedAt = stored.DecidedAt,
    };

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

    private async IAsyncEnumerable<RecordedEvent> DecodeAsync(
        IAsyncEnumerable<StoredEvent> stored, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in stored.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Decode(each);
        }
    }
}
