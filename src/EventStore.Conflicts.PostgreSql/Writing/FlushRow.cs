using System.Runtime.InteropServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>An event of a flush, as the function <c>append</c> is told of it.</summary>
/// <param name="Append">Its append, counted from 1.</param>
/// <param name="Place">Its version, counted from the head; of a dropped one, the version it follows.</param>
/// <param name="Event">The event itself.</param>
/// <param name="TypeId">The number of its type.</param>
/// <param name="RecordedAt">Its timestamp, in microseconds.</param>
/// <param name="DecidedAt">The version it was decided on.</param>
internal readonly record struct FlushRow(int Append, int Place, EncodedEvent Event, int TypeId, long RecordedAt, long? DecidedAt)
{
    /// <summary>Of a dropped event that was copied from another store, the version it followed there.</summary>
    internal long? Follows => Event.IsDropped ? Event.Copied?.Version : null;

    internal byte[] Data => Bytes(Event.Data);

    internal byte[]? Metadata => Event.Metadata.IsEmpty ? null : Bytes(Event.Metadata);

    /// <summary>The events of a flush, in order; new ones are recorded at <paramref name="recordedAt"/>.</summary>
    internal static FlushRow[] Of(Flush flush, long recordedAt)
    {
        var rows = new FlushRow[flush.Appends.Sum(each => each.Append.Append.Events.Count)];
        var next = 0;
        for (var i = 0; i < flush.Appends.Count; i++)
        {
            var queued = flush.Appends[i].Append;
            var place = 0;
            for (var k = 0; k < queued.Append.Events.Count; k++)
            {
                var each = queued.Append.Events[k];
                place += each.IsDropped ? 0 : 1;
                rows[next++] = each.Copied is { } copied
                    ? new FlushRow(i + 1, place, each, queued.TypeIds![k], Timestamps.ToMicroseconds(copied.Timestamp), copied.DecidedAt)
                    : new FlushRow(i + 1, place, each, queued.TypeIds![k], recordedAt, queued.Append.DecidedAt);
            }
        }

        return rows;
    }

    // The driver has no arrays of memory.
    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : memory.ToArray();
}
