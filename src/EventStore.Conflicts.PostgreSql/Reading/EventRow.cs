using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// A row of <c>events</c>, before the numbers of its stream and type have become names. Contents of more than <see cref="EventPage.MaxInline"/> bytes may have been
/// left out; then the data is null, and the size says how many they are.
/// </summary>
internal readonly record struct EventRow(
    GlobalPosition Position, long StreamId, long Version, Guid Id, int TypeId, long RecordedAt, long? DecidedAt, int Size, byte[]? Data, byte[]? Metadata)
{
    /// <summary>How many columns there are that every statement on events begins with.</summary>
    internal const int Columns = 12;

    internal static EventRow Read(NpgsqlDataReader reader) => new(
        new GlobalPosition(reader.GetInt32(0), reader.GetFieldValue<ulong>(1), reader.GetInt32(2)),
        reader.GetInt64(3),
        reader.GetInt64(4),
        reader.GetGuid(5),
        reader.GetInt32(6),
        reader.GetInt64(7),
        reader.IsDBNull(8) ? null : reader.GetInt64(8),
        reader.GetInt32(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<byte[]>(10),
        reader.IsDBNull(11) ? null : reader.GetFieldValue<byte[]>(11));

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
