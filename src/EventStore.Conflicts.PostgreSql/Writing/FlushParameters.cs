using System.Runtime.InteropServices;
using EventStore.Conflicts.Storage;
using Npgsql;
using NpgsqlTypes;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// A flush as the arguments of the function <c>append</c>, in its order: a few arrays, however many appends there are. The parameters stay, so the statement
/// stays prepared; their values are made anew for each attempt.
/// </summary>
internal sealed class FlushParameters
{
    private readonly NpgsqlParameterCollection parameters;
    private readonly List<Action<Flush, FlushRow[], long>> fill = [];

    internal FlushParameters(NpgsqlParameterCollection parameters, string storeMark, TimeSpan lockTimeout)
    {
        this.parameters = parameters;
        Add(NpgsqlDbType.Text, (_, _) => storeMark);
        Add(NpgsqlDbType.Boolean, (flush, _) => flush.WaitsForLocks);
        Add(NpgsqlDbType.Boolean, (flush, _) => flush.IsInOrder);
        Add(NpgsqlDbType.Integer, (_, _) => (int)Math.Ceiling(lockTimeout.TotalMilliseconds));
        Add(NpgsqlDbType.Bigint, (_, now) => now);
        AddEach(NpgsqlDbType.Text, (flush, _) => flush.Lanes, lane => lane.Stream.Value);

        AddAppend(NpgsqlDbType.Integer, each => each.Lane + 1);
        AddAppend(NpgsqlDbType.Smallint, each => KindOf(each.Append.Append.Expected));
        AddAppend(NpgsqlDbType.Bigint, each => each.Append.Append.Expected.Seen);
        AddAppend(NpgsqlDbType.Bigint, each => RefusesAfter(each.Append.Append.Expected));
        AddAppend(NpgsqlDbType.Bigint, each => each.Append.Append.LastNamed);
        AddAppend(NpgsqlDbType.Text, each => each.Append.Condition);
        AddAppend(NpgsqlDbType.Integer, each => each.Append.Append.Events.Count);
        AddAppend(NpgsqlDbType.Integer, each => each.Append.Inserted);

        AddEvent(NpgsqlDbType.Integer, each => each.Append);
        AddEvent(NpgsqlDbType.Integer, each => each.Place);
        AddEvent(NpgsqlDbType.Uuid, each => each.Event.Id);
        AddEvent(NpgsqlDbType.Integer, each => each.TypeId);
        AddEvent(NpgsqlDbType.Bigint, each => each.RecordedAt);
        AddEvent(NpgsqlDbType.Bigint, each => each.DecidedAt);
        AddEvent(NpgsqlDbType.Bigint, each => each.Follows);
        AddEvent(NpgsqlDbType.Boolean, each => each.Event.IsDropped);
        AddEvent(NpgsqlDbType.Bytea, each => Bytes(each.Event.Data));
        AddEvent(NpgsqlDbType.Bytea, each => each.Event.Metadata.IsEmpty ? null : Bytes(each.Event.Metadata));
    }

    internal void Fill(Flush flush, DateTimeOffset now)
    {
        var recordedAt = Timestamps.ToMicroseconds(now);
        var rows = FlushRow.Of(flush, recordedAt);
        foreach (var each in fill)
        {
            each(flush, rows, recordedAt);
        }
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

    private void AddAppend<T>(NpgsqlDbType type, Func<(QueuedAppend Append, int Lane), T> value) => AddEach(type, (flush, _) => flush.Appends, value);

    private void AddEvent<T>(NpgsqlDbType type, Func<FlushRow, T> value) => AddEach(type, (_, rows) => rows, value);

    private void AddEach<TItem, T>(NpgsqlDbType type, Func<Flush, FlushRow[], IReadOnlyList<TItem>> itemsOf, Func<TItem, T> value)
    {
        var parameter = Parameter<T[]>(type | NpgsqlDbType.Array);
        fill.Add((flush, rows, _) =>
        {
            var items = itemsOf(flush, rows);
            var values = new T[items.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(items[i]);
            }

            parameter.TypedValue = values;
        });
    }

    private void Add<T>(NpgsqlDbType type, Func<Flush, long, T> value)
    {
        var parameter = Parameter<T>(type);
        fill.Add((flush, _, now) => parameter.TypedValue = value(flush, now));
    }

    private NpgsqlParameter<T> Parameter<T>(NpgsqlDbType type)
    {
        var parameter = new NpgsqlParameter<T> { NpgsqlDbType = type };
        parameters.Add(parameter);
        return parameter;
    }
}
