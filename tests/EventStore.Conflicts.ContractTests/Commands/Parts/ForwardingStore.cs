namespace EventStore.Conflicts.ContractTests;

/// <summary>A store that passes everything on, for tests to stand in between.</summary>
public abstract class ForwardingStore(IEventStore inner) : IEventStore
{
    /// <summary>The store behind it.</summary>
    protected IEventStore Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default) =>
        Inner.AppendToStreamAsync(stream, expected, events, options, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        CancellationToken cancellationToken = default) => Inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);

    /// <inheritdoc/>
    public Task<RecordedEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken = default) => Inner.FindEventAsync(eventId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<EventKey?> FindEventKeyAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        Inner.FindEventKeyAsync(eventId, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<RecordedEvent> ReadAllAsync(GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default) =>
        Inner.ReadAllAsync(after, maxCount, cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken = default) => Inner.GetStreamVersionAsync(stream, cancellationToken);

    /// <inheritdoc/>
    public Task<StreamPage> ListStreamsAsync(
        string prefix = "", StreamId? after = null, int maxCount = 100, CancellationToken cancellationToken = default) =>
        Inner.ListStreamsAsync(prefix, after, maxCount, cancellationToken);

    /// <inheritdoc/>
    public Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken = default) => Inner.WaitUntilVisibleAsync(position, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inner.Dispose();
        GC.SuppressFinalize(this);
    }
}
