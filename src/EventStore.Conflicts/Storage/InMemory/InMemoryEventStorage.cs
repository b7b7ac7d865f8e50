using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Storage.InMemory;

/// <summary>
/// A storage engine that keeps everything in the memory of the process: for tests and for trying things out. It answers exactly as the durable engines
/// do. Safe for many threads.
/// </summary>
public sealed partial class InMemoryEventStorage : IEventStorage
{
    private const int PageSize = 256;

    private readonly Lock sync = new();
    private readonly List<StoredEvent> all = [];
    private readonly SortedDictionary<string, List<StoredEvent>> streams = new(Utf8Order.Instance);
    private readonly Dictionary<Guid, StoredEvent> byId = [];
    private readonly TimeProvider timeProvider;
    private volatile bool disposed;

    /// <summary>An empty store.</summary>
    /// <param name="timeProvider">Gives the events their timestamps; the system's clock where not given.</param>
    public InMemoryEventStorage(TimeProvider? timeProvider = null) => this.timeProvider = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction,
        long? fromVersion,
        long maxCount,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await GetStreamVersionAsync(stream, cancellationToken).ConfigureAwait(false);
        var forwards = direction == ReadDirection.Forwards;
        var next = forwards ? fromVersion ?? 1 : Math.Min(fromVersion ?? head, head);
        for (; maxCount > 0 && next >= 1 && next <= head; maxCount--, next += forwards ? 1 : -1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StoredEvent read;
            lock (sync)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                read = streams[stream.Value][(int)next - 1];
            }

            yield return read;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventKey> ReadStreamKeysAsync(
        StreamId stream, VersionRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = ReadStreamAsync(stream, ReadDirection.Forwards, range.First, range.Count, cancellationToken);
        await foreach (var each in events.ConfigureAwait(false))
        {
            yield return KeyOf(each);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        GlobalPosition after, long maxCount, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = await Read(() => all.Count, cancellationToken).ConfigureAwait(false);

        // The event at index i has sequence i + 1, so the first one after a position stands at its sequence.
        for (var next = after < PositionOf(end) ? (int)after.Sequence : end; next < end && maxCount > 0;)
        {
            StoredEvent[] page;
            lock (sync)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                page = [.. all.Skip(next).Take((int)Math.Min(PageSize, Math.Min(maxCount, end - next)))];
            }

            foreach (var each in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return each;
            }

            next += page.Length;
            maxCount -= page.Length;
        }
    }

    /// <inheritdoc/>
    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        Read(() => (long)HeadOf(stream), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken) =>
        Read(() => byId.GetValueOrDefault(eventId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventKey?>> FindKeysAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<EventKey?>>(() => [.. eventIds.Select(FindKey)], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StreamSummary>> ListStreamsAsync(
        string prefix, StreamId? after, int maxCount, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StreamSummary>>(
            () => [.. streams
                .Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Where(stream => after is not { } last || Utf8Order.Instance.Compare(stream.Key, last.Value) > 0)
                .Take(maxCount)
                .Select(stream => new StreamSummary(new StreamId(stream.Key), stream.Value.Count))],
            cancellationToken);

    /// <inheritdoc/>
    public async Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken)
    {
        var last = await Read(() => PositionOf(all.Count), cancellationToken).ConfigureAwait(false);
        if (position > last)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"This store never gave out position {position}; its last one is {last}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (sync)
        {
            disposed = true;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private int HeadOf(StreamId stream) => EventsOf(stream).Count;

    private List<StoredEvent> EventsOf(StreamId stream) => streams.GetValueOrDefault(stream.Value) ?? [];

    private Task<T> Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (sync)
        {
            return Task.FromResult(read());
        }
    }

    private static GlobalPosition PositionOf(int sequence) => new(0, 0, sequence);

    private EventKey? FindKey(Guid id) =>
        byId.TryGetValue(id, out var stored) ? KeyOf(stored) : dropped.TryGetValue(id, out var key) ? key : null;

    private static EventKey KeyOf(StoredEvent stored) => new(stored.Stream, stored.Version, stored.Id, stored.Type, stored.Timestamp);
}
