using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>Asks the rules before it looks whether it has the events already.</summary>
internal sealed class RulesFirst(IEventStorage inner, Func<Task> pause) : PlantedBug(inner, pause)
{
    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) =>
        await ObjectionAsync(append, cancellationToken) ?? await Inner.AppendAsync(append, cancellationToken);
}
