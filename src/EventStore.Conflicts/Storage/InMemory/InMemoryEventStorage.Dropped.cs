using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Storage.InMemory;

public sealed partial class InMemoryEventStorage
{
    private readonly Dictionary<Guid, EventKey> dropped = [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventKey> ReadDroppedAsync(Guid? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // GUIDs compare as their big-endian bytes do.
        var keys = await Read(() => dropped.Values.Where(key => after is not { } last || key.Id > last).OrderBy(key => key.Id).ToArray(), cancellationToken)
            .ConfigureAwait(false);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(disposed, this);
            yield return key;
        }
    }

    private void Drop(StreamId stream, EncodedEvent redundant, long head, DateTimeOffset timestamp) => dropped.Add(
        redundant.Id,
        new EventKey(
            stream, redundant.Copied?.Version ?? head, redundant.Id, redundant.Type, redundant.Copied?.Timestamp ?? timestamp, IsDropped: true));
}
