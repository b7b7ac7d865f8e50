using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>An event of a flush, as the function <c>append</c> is told of it.</summary>
/// <param name="Append">Its append, counted from 1.</param>
/// <param name="Place">Its version, counted from the head; of a dropped one, the version it follows.</param>
/// <param name="Event">The event itself.</param>
/// <param name="TypeId">The number of its type.</param>
/// <param name="DecidedAt">The version it was decided on.</param>
internal readonly record struct FlushRow(int Append, int Place, EncodedEvent Event, int TypeId, long? DecidedAt)
{
    /// <summary>The events of a flush, in order.</summary>
    internal static FlushRow[] Of(Flush flush)
    {
        var rows = new FlushRow[flush.Appends.Sum(each => each.Append.Append.Events.Count)];
        var next = 0;
        for (var i = 0; i < flush.Appends.Count; i++)
        {
            var queued = flush.Appends[i].Append;
            var place = 0;
            for (var k = 0; k < queued.TypeIds.Length; k++)
            {
                var each = queued.Append.Events[k];
                place += each.IsDropped ? 0 : 1;
                rows[next++] = new FlushRow(i + 1, place, each, queued.TypeIds[k], queued.Append.DecidedAt);
            }
        }

        return rows;
    }
}
