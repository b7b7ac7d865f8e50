using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>An engine to which something happens once, as soon as so many appends have begun.</summary>
/// <param name="inner">The engine.</param>
/// <param name="before">After how many.</param>
/// <param name="happen">Lets it happen, to its end.</param>
/// <param name="waits">Whether an append that fails tells so only when it is over, so that its caller doesn't make all others in vain meanwhile.</param>
internal sealed class DisturbedStorage(IEventStorage inner, int before, Func<Task> happen, bool waits) : ForwardingStorage(inner)
{
    private readonly Lazy<Task> happening = new(happen);
    private int appends;

    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref appends) > before)
        {
            _ = happening.Value;
        }

        try
        {
            return await base.AppendAsync(append, cancellationToken);
        }
        catch (EventStoreException) when (waits)
        {
            await OverAsync();
            throw;
        }
    }

    /// <summary>Waits until it is over; false where it has not even begun.</summary>
    internal async Task<bool> OverAsync()
    {
        if (Volatile.Read(ref appends) <= before)
        {
            return false;
        }

        await happening.Value;
        return true;
    }
}
