using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Tests.Appending;

/// <summary>The memory engine, which counts reads of streams and can be told to fail them, or to answer an append otherwise.</summary>
internal sealed class FailingStorage : IEventStorage
{
    private readonly InMemoryEventStorage inner = new();

    /// <summary>How many reads of a stream, of its keys or its events, were begun.</summary>
    internal int Reads { get; private set; }

    /// <summary>What reads of a stream fail with.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>What appends end in; the engine's own answer where not given.</summary>
    internal Func<StorageAppendResult>? Answer { get; init; }

    public async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) =>
        Answer is null ? await inner.AppendAsync(append, cancellationToken) : Answer();

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken)
    {
        Read();
        return inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);
    }

    public IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken)
    {
        Read();
        return inner.ReadStreamKeysAsync(stream, range, cancellationToken);
    }

    public IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(after, maxCount, cancellationToken);

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken) => inner.GetStreamVersionAsync(stream, cancellationToken);

    public Task<StoredEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken) => inner.FindEventAsync(eventId, cancellationToken);

    public Task<IReadOnlyList<EventKey?>> FindKeysAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken) =>
        inner.FindKeysAsync(eventIds, cancellationToken);

    public Task<IReadOnlyList<StreamSummary>> ListStreamsAsync(string prefix, StreamId? after, int maxCount, CancellationToken cancellationToken) =>
        inner.ListStreamsAsync(prefix, after, maxCount, cancellationToken);

    public Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken) => inner.WaitUntilVisibleAsync(position, cancellationToken);

    public void Dispose() => inner.Dispose();

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Read()
    {
        Reads++;
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
