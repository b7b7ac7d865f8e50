using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Tests.Appending;

/// <summary>The memory engine, which counts reads of streams and can be told to fail them, or to answer an append otherwise.</summary>
internal sealed class FailingStorage() : ForwardingStorage(new InMemoryEventStorage())
{
    /// <summary>How many reads of a stream, of its keys or its events, were begun.</summary>
    internal int Reads { get; private set; }

    /// <summary>What reads of a stream fail with.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>What appends end in; the engine's own answer where not given.</summary>
    internal Func<StorageAppendResult>? Answer { get; init; }

    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) =>
        Answer is null ? await Inner.AppendAsync(append, cancellationToken) : Answer();

    public override IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken)
    {
        Read();
        return Inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);
    }

    public override IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken)
    {
        Read();
        return Inner.ReadStreamKeysAsync(stream, range, cancellationToken);
    }

    private void Read()
    {
        Reads++;
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
