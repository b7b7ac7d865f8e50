using System.Runtime.InteropServices;
using EventStore.Conflicts.Storage;
using Npgsql;
using NpgsqlTypes;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>A flush as the arguments of the function <c>append</c>: a few arrays, however many appends there are. Built anew for each attempt.</summary>
internal sealed class FlushParameters(NpgsqlParameterCollection parameters)
{
    /// <summary>The arguments, in the order of the function's own.</summary>
    internal void Fill(Flush flush, string storeMark, TimeSpan lockTimeout, DateTimeOffset now)
    {
        var recordedAt = Timestamps.ToMicroseconds(now);
        parameters.Clear();
        Add(NpgsqlDbType.Text, storeMark);
        Add(NpgsqlDbType.Boolean, flush.WaitsForLock);
        Add(NpgsqlDbType.Integer, (int)Math.Ceiling(lockTimeout.TotalMilliseconds));
        Add(NpgsqlDbType.Bigint, recordedAt);
        AddEach(NpgsqlDbType.Text, flush.Lanes, lane => lane.Stream.Value);

        var appends = flush.Appends;
        AddEach(NpgsqlDbType.Integer, appends, each => each.Lane + 1);
        AddEach(NpgsqlDbType.Smallint, appends, each => KindOf(each.Append.Append.Expected));
        AddEach(NpgsqlDbType.Bigint, appends, each => each.Append.Append.Expected.Seen);
        AddEach(NpgsqlDbType.Bigint, appends, each => RefusesAfter(each.Append.Append.Expected));
        AddEach(NpgsqlDbType.Bigint, appends, each => each.Append.Append.LastNamed);
        AddEach(NpgsqlDbType.Text, appends, each => each.Append.Condition);
        AddEach(NpgsqlDbType.Integer, appends, each => each.Append.Append.Events.Count);
        AddEach(NpgsqlDbType.Integer, appends, each => each.Append.Append.Events.Count(@event => !@event.IsDropped));

        var rows = FlushRow.Of(flush, recordedAt);
        AddEach(NpgsqlDbType.Integer, rows, each => each.Append);
        AddEach(NpgsqlDbType.Integer, rows, each => each.Place);
        AddEach(NpgsqlDbType.Uuid, rows, each => each.Event.Id);
        AddEach(NpgsqlDbType.Integer, rows, each => each.TypeId);
        AddEach(NpgsqlDbType.Bigint, rows, each => each.RecordedAt);
        AddEach(NpgsqlDbType.Bigint, rows, each => each.DecidedAt);
        AddEach(NpgsqlDbType.Bigint, rows, each => each.Follows);
        AddEach(NpgsqlDbType.Boolean, rows, each => each.Event.IsDropped);
        AddEach(NpgsqlDbType.Bytea, rows, each => Bytes(each.Event.Data));
        AddEach(NpgsqlDbType.Bytea, rows, each => each.Event.Metadata.IsEmpty ? null : Bytes(each.Event.Metadata));
    }

    private static short KindOf(ExpectedVersion expected) => expected.Kind switch
    {
        ExpectedVersionKind.Any => 0,
        ExpectedVersionKind.NoStream => 1,
        ExpectedVersionKind.StreamExists => 2,
        ExpectedVersionKind.Exactly or ExpectedVersionKind.DecidedAt => 3,
        _ => throw new InvalidOperationException("default(ExpectedVersion) asserts nothing; it must not reach an engine."),
    };

    private static long RefusesAfter(ExpectedVersion expected) => expected.Kind == ExpectedVersionKind.DecidedAt ? expected.Decided : long.MaxValue;

    // The driver has no arrays of memory.
    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : memory.ToArray();

    private void Add<T>(NpgsqlDbType type, T value) => parameters.Add(new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value });

    private void AddEach<TItem, T>(NpgsqlDbType type, IReadOnlyList<TItem> items, Func<TItem, T> value)
    {
        var values = new T[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(items[i]);
        }

        Add(type | NpgsqlDbType.Array, values);
    }
}
