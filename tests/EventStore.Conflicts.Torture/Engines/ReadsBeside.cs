using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>An engine that appends on one way and reads on another, so that what breaks the first hits an append.</summary>
internal sealed class ReadsBeside(IEventStorage writing, IEventStorage reading) : ForwardingStorage(writing), IAsyncDisposable
{
    public override IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken) =>
        reading.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);

    public override IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken) =>
        reading.ReadStreamKeysAsync(stream, range, cancellationToken);

    public override IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        reading.ReadAllAsync(after, maxCount, cancellationToken);

    /// <summary>Closes both.</summary>
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await Inner.DisposeAsync();
        await reading.DisposeAsync();
    }
}
