using EventStore.Conflicts.Storage;
using Npgsql;
using NpgsqlTypes;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// A flush as the arguments of the function that appends it, in its order. The parameters stay, so the statement stays prepared; their values are made anew for
/// each attempt.
/// </summary>
internal sealed class FlushParameters
{
    private readonly NpgsqlParameterCollection parameters;
    private readonly List<Action<Content>> fill = [];

    private FlushParameters(NpgsqlParameterCollection parameters, TimeSpan lockTimeout)
    {
        this.parameters = parameters;
        Add(NpgsqlDbType.Text, each => each.StoreMark);
        Add(NpgsqlDbType.Boolean, each => each.Flush.WaitsForLocks);
        Add(NpgsqlDbType.Integer, _ => (int)Math.Ceiling(lockTimeout.TotalMilliseconds));
        Add(NpgsqlDbType.Bigint, each => each.Now);
    }

    /// <summary>The arguments of <c>append</c>: a few arrays, however many appends there are.</summary>
    internal static FlushParameters OfMany(NpgsqlParameterCollection parameters, TimeSpan lockTimeout)
    {
        var many = new FlushParameters(parameters, lockTimeout);
        many.Add(NpgsqlDbType.Boolean, each => each.Flush.IsInOrder);
        many.AddEach(NpgsqlDbType.Text, each => each.Flush.Lanes, lane => lane.Stream.Value);

        many.AddAppend(NpgsqlDbType.Integer, each => each.Lane + 1);
        many.AddAppend(NpgsqlDbType.Smallint, each => KindOf(each.Append.Append.Expected));
        many.AddAppend(NpgsqlDbType.Bigint, each => each.Append.Append.Expected.Seen);
        many.AddAppend(NpgsqlDbType.Bigint, each => RefusesAfter(each.Append.Append.Expected));
        many.AddAppend(NpgsqlDbType.Bigint, each => each.Append.Append.LastNamed);
        many.AddAppend(NpgsqlDbType.Text, each => each.Append.Condition);
        many.AddAppend(NpgsqlDbType.Integer, each => each.Append.Append.Events.Count);
        many.AddAppend(NpgsqlDbType.Integer, each => each.Append.Inserted);

        many.AddEvent(NpgsqlDbType.Integer, each => each.Append);
        many.AddEvent(NpgsqlDbType.Integer, each => each.Place);
        many.AddEvent(NpgsqlDbType.Uuid, each => each.Event.Id);
        many.AddEvent(NpgsqlDbType.Integer, each => each.TypeId);
        many.AddEvent(NpgsqlDbType.Bigint, each => each.RecordedAt);
        many.AddEvent(NpgsqlDbType.Bigint, each => each.DecidedAt);
        many.AddEvent(NpgsqlDbType.Bigint, each => each.Follows);
        many.AddEvent(NpgsqlDbType.Boolean, each => each.Event.IsDropped);
        many.AddEvent(NpgsqlDbType.Bytea, each => each.Data);
        many.AddEvent(NpgsqlDbType.Bytea, each => each.Metadata);
        return many;
    }

    /// <summary>The arguments of <c>append_one</c>, for a flush that <see cref="Flush.IsOneEvent"/>.</summary>
    internal static FlushParameters OfOne(NpgsqlParameterCollection parameters, TimeSpan lockTimeout)
    {
        var one = new FlushParameters(parameters, lockTimeout);
        one.Add(NpgsqlDbType.Boolean, each => each.IsChecked);
        one.Add(NpgsqlDbType.Text, each => each.Append.Append.Stream.Value);
        one.Add(NpgsqlDbType.Smallint, each => KindOf(each.Append.Append.Expected));
        one.Add(NpgsqlDbType.Bigint, each => each.Append.Append.Expected.Seen);
        one.Add(NpgsqlDbType.Bigint, each => RefusesAfter(each.Append.Append.Expected));
        one.Add(NpgsqlDbType.Bigint, each => each.Append.Append.LastNamed);
        one.Add(NpgsqlDbType.Text, each => each.Append.Condition);
        one.Add(NpgsqlDbType.Uuid, each => each.Event.Event.Id);
        one.Add(NpgsqlDbType.Integer, each => each.Event.TypeId);
        one.Add(NpgsqlDbType.Bigint, each => each.Event.DecidedAt);
        one.Add(NpgsqlDbType.Bytea, each => each.Event.Data);
        one.Add(NpgsqlDbType.Bytea, each => each.Event.Metadata);
        return one;
    }

    internal void Fill(Flush flush, string storeMark, DateTimeOffset now, bool isChecked)
    {
        var recordedAt = Timestamps.ToMicroseconds(now);
        var content = new Content(flush, FlushRow.Of(flush, recordedAt), storeMark, recordedAt, isChecked);
        foreach (var each in fill)
        {
            each(content);
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

    private void AddAppend<T>(NpgsqlDbType type, Func<(QueuedAppend Append, int Lane), T> value) => AddEach(type, each => each.Flush.Appends, value);

    private void AddEvent<T>(NpgsqlDbType type, Func<FlushRow, T> value) => AddEach(type, each => each.Rows, value);

    private void AddEach<TItem, T>(NpgsqlDbType type, Func<Content, IReadOnlyList<TItem>> itemsOf, Func<TItem, T> value) => Add(
        type | NpgsqlDbType.Array,
        content =>
        {
            var items = itemsOf(content);
            var values = new T[items.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(items[i]);
            }

            return values;
        });

    private void Add<T>(NpgsqlDbType type, Func<Content, T> value)
    {
        var parameter = new NpgsqlParameter<T> { NpgsqlDbType = type };
        parameters.Add(parameter);
        fill.Add(content => parameter.TypedValue = value(content));
    }

    private readonly record struct Content(Flush Flush, FlushRow[] Rows, string StoreMark, long Now, bool IsChecked)
    {
        internal QueuedAppend Append => Flush.Appends[0].Append;

        internal FlushRow Event => Rows[0];
    }
}
