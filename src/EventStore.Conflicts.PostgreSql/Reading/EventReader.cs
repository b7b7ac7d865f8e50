using EventStore.Conflicts.Storage;
using Npgsql;
using NpgsqlTypes;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Reads whole pages, each in one statement on a connection of its own, so nothing is held while their receiver works. Safe for many threads.
/// </summary>
internal sealed partial class EventReader(NpgsqlDataSource dataSource, SqlText sql, PreparedStatements prepared)
{
    private readonly StoredNames names = new();

    /// <summary>At most <paramref name="count"/> events of a stream, and the version the stream had then.</summary>
    internal Task<Page<long>> ReadStreamAsync(
        StreamId stream, ReadDirection direction, VersionRange range, long count, CancellationToken cancellationToken) => ReadPageAsync(
            direction == ReadDirection.Forwards ? sql.ReadStreamForwards : sql.ReadStreamBackwards,
            () => [
                Parameter(NpgsqlDbType.Text, stream.Value),
                Parameter(NpgsqlDbType.Bigint, range.First),
                Parameter(NpgsqlDbType.Bigint, range.Last),
                Parameter(NpgsqlDbType.Bigint, count),
                Parameter(NpgsqlDbType.Integer, EventPage.MaxInline),
            ],
            stream,
            reader => reader.GetInt64(EventRow.Columns),
            cancellationToken);

    /// <summary>At most <paramref name="count"/> events of the whole store, and the position (of no event) before which it was complete then.</summary>
    internal Task<Page<GlobalPosition>> ReadAllAsync(GlobalPosition after, long count, CancellationToken cancellationToken) => ReadPageAsync(
        sql.ReadAll,
        () => [.. Place(after), Parameter(NpgsqlDbType.Bigint, count), Parameter(NpgsqlDbType.Integer, EventPage.MaxInline)],
        stream: null,
        reader => new GlobalPosition(reader.GetInt32(EventRow.Columns), reader.GetFieldValue<ulong>(EventRow.Columns + 1), 0),
        cancellationToken);

    /// <summary>A further page, up to the same <paramref name="end"/>.</summary>
    internal Task<Page<GlobalPosition>> ReadAllFurtherAsync(GlobalPosition after, GlobalPosition end, long count, CancellationToken cancellationToken) => ReadPageAsync(
        sql.ReadAllFurther,
        () => [
            .. Place(after),
            Parameter(NpgsqlDbType.Integer, (int)end.Epoch),
            Parameter(NpgsqlDbType.Xid8, end.Transaction),
            Parameter(NpgsqlDbType.Bigint, count),
            Parameter(NpgsqlDbType.Integer, EventPage.MaxInline),
        ],
        stream: null,
        _ => end,
        cancellationToken);

    internal async Task<StoredEvent?> FindEventAsync(Guid id, CancellationToken cancellationToken)
    {
        var page = await ReadPageAsync(sql.FindEvent, () => [Parameter(NpgsqlDbType.Uuid, id)], stream: null, _ => 0, cancellationToken).ConfigureAwait(false);
        return page.Events.SingleOrDefault();
    }

    /// <summary>
    /// Runs <paramref name="read"/> on a connection. Who gives up waiting doesn't cancel the statement: a cancellation that comes late would hit the next one.
    /// </summary>
    internal async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await RunAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

        async Task<T> RunAsync()
        {
            var canBeLost = prepared.AreUsed;
            try
            {
                var connection = await Connections.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
                await using var closing = connection.ConfigureAwait(false);
                return await read(connection).ConfigureAwait(false);
            }
            catch (Exception failure) when (canBeLost && prepared.AreLost(failure))
            {
                return await RunAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw PostgreSqlErrors.Translate(failure);
            }
        }
    }

    private Task<Page<TBound>> ReadPageAsync<TBound>(
        string text, Func<NpgsqlParameter[]> parameters, StreamId? stream, Func<NpgsqlDataReader, TBound> readBound, CancellationToken cancellationToken)
        where TBound : struct => UseAsync(
            async connection =>
            {
                var page = new EventPage(stream, names);
                var bound = await ReadRowsAsync(connection, text, parameters, page, readBound).ConfigureAwait(false);
                await page.CompleteAsync(connection, sql).ConfigureAwait(false);
                return new Page<TBound>(page.Events, bound, page.NextCount);
            },
            cancellationToken);

    private async Task<TBound> ReadRowsAsync<TBound>(
        NpgsqlConnection connection, string text, Func<NpgsqlParameter[]> parameters, EventPage page, Func<NpgsqlDataReader, TBound> readBound)
        where TBound : struct
    {
        var command = new NpgsqlCommand(text, connection);
        await using var ending = command.ConfigureAwait(false);
        command.Parameters.AddRange(parameters());
        if (prepared.AreUsed)
        {
            await command.PrepareAsync().ConfigureAwait(false);
        }

        var bound = default(TBound);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false) && page.TryAdd(EventRow.Read(reader)))
        {
            bound = page.Events.Count == 1 ? readBound(reader) : bound;
        }

        return bound;
    }

    private static NpgsqlParameter[] Place(GlobalPosition after) =>
    [
        Parameter(NpgsqlDbType.Integer, (int)Math.Min(after.Epoch, int.MaxValue)),
        Parameter(NpgsqlDbType.Xid8, after.Transaction),
        Parameter(NpgsqlDbType.Integer, (int)Math.Min(after.Sequence, int.MaxValue)),
    ];

    private static NpgsqlParameter<T> Parameter<T>(NpgsqlDbType type, T value) => new() { NpgsqlDbType = type, TypedValue = value };
}
