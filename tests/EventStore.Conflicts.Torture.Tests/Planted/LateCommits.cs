using System.Runtime.CompilerServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>
/// Positions are taken first and committed later, in any order, so what is committed can have a position before what readers have seen. A right reader stops before the
/// first that is under way; with the bug it goes by the position only.
/// </summary>
internal sealed class LateCommits(IEventStorage inner, Func<Task> pause, bool readersWait) : PlantedBug(inner, pause)
{
    private readonly HashSet<StreamId> locked = [];
    private readonly HashSet<Guid> underWay = [];

    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        while (!locked.Add(append.Stream))
        {
            await PauseAsync();
        }

        var result = await Inner.AppendAsync(append, cancellationToken);
        if (result.Status == StorageAppendStatus.Written)
        {
            underWay.UnionWith(append.Events.Select(each => each.Id));
            await PauseAsync();
            underWay.ExceptWith(append.Events.Select(each => each.Id));
        }

        locked.Remove(append.Stream);
        return result;
    }

    public override IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken) =>
        Inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken).Where(each => !underWay.Contains(each.Id));

    public override async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        GlobalPosition after, long maxCount, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in Inner.ReadAllAsync(after, maxCount, cancellationToken))
        {
            if (!underWay.Contains(each.Id))
            {
                yield return each;
            }
            else if (readersWait)
            {
                yield break;
            }
        }
    }
}
