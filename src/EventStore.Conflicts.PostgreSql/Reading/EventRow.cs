using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>A row of <c>events</c>, before the numbers of its stream and type have become names.</summary>
internal readonly record struct EventRow(
    GlobalPosition Position, long StreamId, long Version, Guid Id, int TypeId, long RecordedAt, long? DecidedAt, byte[] Data, byte[]? Metadata)
{
    /// <summary>Reads the columns that every statement on events begins with.</summary>
    internal static EventRow Read(NpgsqlDataReader reader) => new(
        new GlobalPosition(reader.GetInt32(0), reader.GetFieldValue<ulong>(1), reader.GetInt32(2)),
        reader.GetInt64(3),
        reader.GetInt64(4),
        reader.GetGuid(5),
        reader.GetInt32(6),
        reader.GetInt64(7),
        reader.IsDBNull(8) ? null : reader.GetInt64(8),
        reader.GetFieldValue<byte[]>(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<byte[]>(10));

    internal StoredEvent ToEvent(StreamId stream, string type) => new()
    {
        Stream = stream,
        Version = Version,
        Position = Position,
        Id = Id,
        Type = type,
        Data = Data,
        Metadata = Metadata,
        Timestamp = Timestamps.FromMicroseconds(RecordedAt),
        DecidedAt = DecidedAt,
    };
}
