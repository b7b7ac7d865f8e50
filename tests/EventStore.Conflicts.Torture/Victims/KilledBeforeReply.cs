using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>An engine whose answers may never arrive.</summary>
internal sealed class KilledBeforeReply(IEventStorage inner, SelfKill kill) : ForwardingStorage(inner)
{
    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        var result = await base.AppendAsync(append, cancellationToken);
        kill.Reach(KillStep.BeforeReply);
        return result;
    }
}
