using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>An engine that passes everything on, for tests to stand in between.</summary>
public abstract class ForwardingStorage(IEventStorage inner) : IEventStorage
{
    /// <summary>The engine behind it.</summary>
    protected IEventStorage Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) => Inner.AppendAsync(append, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken) =>
        Inner.AppendInOrderAsync(appends, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken) =>
        Inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken) =>
        Inner.ReadStreamKeysAsync(stream, range, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        Inner.ReadAllAsync(after, maxCount, cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken) => Inner.GetStreamVersionAsync(stream, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken) => Inner.FindEventAsync(eventId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventKey?>> FindKeysAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken) =>
        Inner.FindKeysAsync(eventIds, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EventKey> ReadDroppedAsync(Guid? after, CancellationToken cancellationToken) => Inner.ReadDroppedAsync(after, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StreamSummary>> ListStreamsAsync(string prefix, StreamId? after, int maxCount, CancellationToken cancellationToken) =>
        Inner.ListStreamsAsync(prefix, after, maxCount, cancellationToken);

    /// <inheritdoc/>
    public Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken) => Inner.WaitUntilVisibleAsync(position, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Inner.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }
}
