using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>Checks, and inserts in another transaction.</summary>
internal sealed class ChecksOutside(IEventStorage inner, Func<Task> pause) : PlantedBug(inner, pause)
{
    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        if (await IsKnownAsync(append, cancellationToken))
        {
            return await Inner.AppendAsync(append, cancellationToken);
        }

        var objection = await ObjectionAsync(append, cancellationToken);
        await PauseAsync();
        return objection ?? await Inner.AppendAsync(Copy(append, expected: ExpectedVersion.Any), cancellationToken);
    }
}
