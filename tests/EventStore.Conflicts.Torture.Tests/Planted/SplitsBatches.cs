using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>Inserts each event of a batch in a transaction of its own.</summary>
internal sealed class SplitsBatches(IEventStorage inner, Func<Task> pause) : PlantedBug(inner, pause)
{
    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        if (append.Events.Count < 2 || append.Events.Any(each => each.IsDropped) || await IsKnownAsync(append, cancellationToken))
        {
            return await Inner.AppendAsync(append, cancellationToken);
        }

        var first = await Inner.AppendAsync(Copy(append, [append.Events[0]]), cancellationToken);
        var last = first;
        foreach (var each in append.Events.Skip(first.IsWritten ? 1 : append.Events.Count))
        {
            await PauseAsync();
            last = await Inner.AppendAsync(Copy(append, [each], ExpectedVersion.Any), cancellationToken);
        }

        return first.IsWritten ? StorageAppendResult.Written(first.Head, new VersionRange(first.Versions!.Value.First, last.Versions!.Value.Last), last.Position) : first;
    }
}
