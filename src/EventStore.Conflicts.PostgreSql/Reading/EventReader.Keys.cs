using Dapper;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <content>Which events stand where, without their contents. These go through Dapper.</content>
internal sealed partial class EventReader
{
    internal Task<List<EventKey>> ReadKeysAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken) => UseAsync(
        async connection =>
        {
            var parameters = new { stream = stream.Value, first = range.First, last = range.Last, count = EventPage.FirstCount };
            var rows = await connection.QueryAsync<(long Version, Guid Id, string Type, long RecordedAt)>(sql.ReadStreamKeys, parameters).ConfigureAwait(false);
            return rows.Select(row => new EventKey(stream, row.Version, row.Id, row.Type, Timestamps.FromMicroseconds(row.RecordedAt))).AsList();
        },
        cancellationToken);

    /// <summary>What is known by each of some ids, the position of the last of them that is in a stream, and the version of one stream, all at one moment.</summary>
    internal Task<(EventKey?[] Keys, GlobalPosition? LastPosition, long Head)> FindKeysAsync(
        IReadOnlyList<Guid> ids, StreamId? stream, CancellationToken cancellationToken) => UseAsync(
            async connection =>
            {
                var parameters = new { ids = ids.ToArray(), stream = stream?.Value };
                var rows = await connection.QueryAsync<KeyRow>(sql.FindKeys, parameters).ConfigureAwait(false);
                var known = rows.ToDictionary(row => row.EventId);
                var keys = ids.Select(id => known.TryGetValue(id, out var row) ? row.ToKey() : (EventKey?)null).ToArray();
                var positions = ids.Select(id => known.GetValueOrDefault(id)?.Position).OfType<GlobalPosition>();
                return (keys, positions.Cast<GlobalPosition?>().LastOrDefault(), known.Values.FirstOrDefault()?.Head ?? 0);
            },
            cancellationToken);

    /// <summary>A page of the events that merges dropped; an empty one after the last.</summary>
    internal Task<List<EventKey>> ReadDroppedAsync(Guid? after, CancellationToken cancellationToken) => UseAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<KeyRow>(sql.ReadDropped, new { after, count = EventPage.FirstCount }).ConfigureAwait(false);
            return rows.Select(row => row.ToKey()).AsList();
        },
        cancellationToken);

    /// <summary>A row of a statement that finds keys.</summary>
    private sealed class KeyRow
    {
        public Guid EventId { get; init; }

        public string? Stream { get; init; }

        public long Version { get; init; }

        public string? Type { get; init; }

        public long RecordedAt { get; init; }

        public int? Epoch { get; init; }

        public ulong? TransactionId { get; init; }

        public int? Sequence { get; init; }

        public long? Head { get; init; }

        internal GlobalPosition? Position => Epoch is { } epoch ? new GlobalPosition(epoch, TransactionId!.Value, Sequence!.Value) : null;

        internal EventKey ToKey() => Stream is null || Type is null
            ? throw new EventStoreUnusableException($"Event {EventId} belongs to a stream or type that has no name: the database is damaged.")
            : new EventKey(new StreamId(Stream), Version, EventId, Type, Timestamps.FromMicroseconds(RecordedAt), IsDropped: Epoch is null);
    }
}
