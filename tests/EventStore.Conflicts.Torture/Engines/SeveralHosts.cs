using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>One store as several hosts have it open, each with connections of its own: every call goes to the next of them.</summary>
internal sealed class SeveralHosts(IReadOnlyList<IEventStorage> hosts) : ForwardingStorage(hosts[0])
{
    private int calls;

    public override Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) => Next().AppendAsync(append, cancellationToken);

    public override IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken) =>
        Next().ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);

    public override IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken) =>
        Next().ReadStreamKeysAsync(stream, range, cancellationToken);

    public override IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        Next().ReadAllAsync(after, maxCount, cancellationToken);

    private IEventStorage Next() => hosts[(int)((uint)Interlocked.Increment(ref calls) % hosts.Count)];
}
