using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>An append on its way to the server, with what the server needs to judge it. Immutable, but for the answer.</summary>
/// <param name="Pending">The append, and who waits for it.</param>
/// <param name="TypeIds">For each event, the number of its type.</param>
/// <param name="Condition">The condition as the function <c>judge</c> reads it.</param>
internal sealed record QueuedAppend(PendingAppend Pending, int[] TypeIds, string? Condition)
{
    internal StorageAppend Append => Pending.Appends[0];

    /// <summary>How many of its events go into the stream.</summary>
    internal int Inserted { get; } = Pending.Appends[0].Events.Count(each => !each.IsDropped);
}
