using System.Runtime.CompilerServices;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

internal sealed partial class ConflictAwareEventStore
{
    private const int MaxPageSize = 10_000;

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
        Arguments.RefuseEmpty(eventId);
        var stored = await storage.FindEventAsync(eventId, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : Decode(stored);
    }

    public async Task<EventKey?> FindEventKeyAsync(Guid eventId, CancellationToken cancellationToken = default)
    {
        Arguments.RefuseEmpty(eventId);
        return (await storage.FindKeysAsync([eventId], cancellationToken).ConfigureAwait(false)).Single();
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

    private async IAsyncEnumerable<RecordedEvent> DecodeAsync(
        IAsyncEnumerable<StoredEvent> stored, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in stored.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Decode(each);
        }
    }

    private RecordedEvent Decode(StoredEvent stored)
    {
        try
        {
            return new RecordedEvent
            {
                Stream = stored.Stream,
                Version = stored.Version,
                Position = stored.Position,
                Id = stored.Id,
                Type = stored.Type,
                Data = serializer.Decode(stored.Type, stored.Data),
                RawData = stored.Data,
                Metadata = MetadataJson.Read(stored.Metadata.Span),
                Timestamp = stored.Timestamp,
                DecidedAt = stored.DecidedAt,
            };
        }
        catch (Exception problem)
        {
            // Converters, constructors and setters are the host's code: whatever they throw, it is this event that cannot be read.
            throw new EventSerializationException(
                $"Version {stored.Version} of stream '{stored.Stream}' is a '{stored.Type}' and cannot be read as what that name is mapped to: {problem.Message}",
                stored.Type,
                problem)
            {
                Stream = stored.Stream,
                Version = stored.Version,
                Position = stored.Position,
            };
        }
    }
}
