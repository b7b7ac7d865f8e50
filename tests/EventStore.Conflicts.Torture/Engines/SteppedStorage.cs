using System.Runtime.CompilerServices;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>An engine before and after each of whose answers others may go first, as they may on the way to a server and back.</summary>
public sealed class SteppedStorage(IEventStorage inner, Schedule schedule) : ForwardingStorage(inner)
{
    /// <inheritdoc/>
    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        await schedule.StepAsync();
        var result = await base.AppendAsync(append, cancellationToken);
        await schedule.StepAsync();
        return result;
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken) =>
        SteppedAsync(base.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<EventKey> ReadStreamKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken) =>
        SteppedAsync(base.ReadStreamKeysAsync(stream, range, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        SteppedAsync(base.ReadAllAsync(after, maxCount, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<T> SteppedAsync<T>(IAsyncEnumerable<T> all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await schedule.StepAsync();
        await foreach (var each in all.WithCancellation(cancellationToken))
        {
            yield return each;
            await schedule.StepAsync();
        }
    }
}
