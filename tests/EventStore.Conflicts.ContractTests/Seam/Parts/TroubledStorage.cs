using System.Runtime.CompilerServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>An engine that is lost in the middle of a read or an append, or that doesn't show yet what it holds.</summary>
internal sealed class TroubledStorage(IEventStorage inner) : ForwardingStorage(inner)
{
    /// <summary>So many events it still gives to readers of the whole store.</summary>
    internal int ReadsLeft { get; set; } = int.MaxValue;

    /// <summary>So many appends it still writes, of those in order; then the answer is lost.</summary>
    internal int AppendsLeft { get; set; } = int.MaxValue;

    /// <summary>So many events it shows to readers of the whole store, as engines do while another transaction holds the rest back.</summary>
    internal long Shown { get; set; } = long.MaxValue;

    public override async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        GlobalPosition after, long maxCount, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in Inner.ReadAllAsync(after, Math.Min(maxCount, Shown), cancellationToken))
        {
            yield return ReadsLeft-- > 0 ? each : throw new EventStoreUnavailableException("Lost while reading.");
        }
    }

    public override async Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        var results = await Inner.AppendInOrderAsync([.. appends.Take(AppendsLeft)], cancellationToken);
        AppendsLeft -= results.Count;
        return AppendsLeft > 0 ? results : throw new AppendOutcomeUnknownException(appends[0].Stream, new IOException("Lost while appending."));
    }
}
