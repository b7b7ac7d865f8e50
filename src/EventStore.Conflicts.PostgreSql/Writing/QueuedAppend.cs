using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>An append on its way to the server. What the server needs to judge it is added by its sender, not before: looking it up must not change the order.</summary>
internal sealed class QueuedAppend(PendingAppend pending)
{
    /// <summary>The append, and who waits for it.</summary>
    internal PendingAppend Pending { get; } = pending;

    internal StorageAppend Append => Pending.Appends[0];

    /// <summary>How many of its events go into the stream.</summary>
    internal int Inserted { get; } = pending.Appends[0].Events.Count(each => !each.IsDropped);

    /// <summary>For each event, the number of its type; null until they are looked up.</summary>
    internal int[]? TypeIds { get; private set; }

    /// <summary>The condition as the function <c>judge</c> reads it; null where anything refuses.</summary>
    internal string? Condition { get; private set; }

    internal async ValueTask ResolveAsync(KnownStore store)
    {
        Condition = await store.Conditions.OfAsync(Append).ConfigureAwait(false);
        TypeIds = await store.Types.IdsOfAsync(Append.Events, each => each.Type).ConfigureAwait(false);
    }
}
