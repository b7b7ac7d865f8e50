using System.Runtime.CompilerServices;
using Dapper;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

public sealed partial class PostgreSqlEventStorage
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken)
    {
        return direction == ReadDirection.Forwards
            ? Pages.ReadAsync<long>((last, head, count, token) => ReadAsync(last?.Version + 1 ?? fromVersion ?? 1, head ?? long.MaxValue, count, token), maxCount, cancellationToken)
            : Pages.ReadAsync<long>((last, _, count, token) => ReadAsync(1, last?.Version - 1 ?? fromVersion ?? long.MaxValue, count, token), maxCount, cancellationToken);

        Task<Page<long>> ReadAsync(long first, long last, long count, CancellationToken token) => first > last || first < 1
            ? Task.FromResult(new Page<long>([], Bound: 0, NextCount: 0))
            : calls.RunAsync(() => reader.ReadStreamAsync(stream, direction, new VersionRange(first, last), count, token));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventKey> ReadStreamKeysAsync(
        StreamId stream, VersionRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = range.First; next >= 1 && next <= range.Last;)
        {
            var page = await calls.RunAsync(() => reader.ReadKeysAsync(stream, new VersionRange(next, range.Last), cancellationToken)).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var each in page)
            {
                yield return each;
            }

            next = page[^1].Version + 1;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventKey> ReadDroppedAsync(Guid? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await calls.RunAsync(() => reader.ReadDroppedAsync(after, cancellationToken)).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var each in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return each;
            }

            after = page[^1].Id;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        Pages.ReadAsync<GlobalPosition>(
            (last, end, count, token) => calls.RunAsync(() => (last, end) is ({ } previous, { } known)
                ? reader.ReadAllFurtherAsync(previous.Position, known, count, token)
                : reader.ReadAllAsync(after, count, token)),
            maxCount,
            cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        QueryAsync(connection => connection.ExecuteScalarAsync<long>(sql.StreamVersion, new { stream = stream.Value }), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken) => calls.RunAsync(() => reader.FindEventAsync(eventId, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EventKey?>> FindKeysAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken) =>
        (await calls.RunAsync(() => reader.FindKeysAsync(eventIds, stream: null, cancellationToken)).ConfigureAwait(false)).Keys;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StreamSummary>> ListStreamsAsync(
        string prefix, StreamId? after, int maxCount, CancellationToken cancellationToken) => QueryAsync<IReadOnlyList<StreamSummary>>(
            async connection =>
            {
                var parameters = new { prefix, after = after?.Value ?? "", count = maxCount };
                var found = await connection.QueryAsync<(string Name, long Version)>(sql.ListStreams, parameters).ConfigureAwait(false);
                return
                [
                    .. found.TakeWhile(stream => stream.Name.StartsWith(prefix, StringComparison.Ordinal))
                        .Select(stream => new StreamSummary(new StreamId(stream.Name), stream.Version)),
                ];
            },
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Waits for older transactions of the whole server to end, whatever they do. Asks again after pauses of up to 50 ms.</remarks>
    public async Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken)
    {
        var at = new { epoch = position.Epoch, transaction = (decimal)position.Transaction, sequence = position.Sequence };
        if (position > GlobalPosition.Start && !await AskAsync(sql.PositionExists, at, cancellationToken).ConfigureAwait(false))
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"This store has no event at position {position}, nor a later one: it never gave it out, or lost it.");
        }

        for (var pause = TimeSpan.FromMilliseconds(1); !await AskAsync(sql.IsVisible, at, cancellationToken).ConfigureAwait(false); pause = Min(pause * 2, MaxPause))
        {
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private Task<bool> AskAsync(string question, object parameters, CancellationToken cancellationToken) =>
        QueryAsync(connection => connection.ExecuteScalarAsync<bool>(question, parameters), cancellationToken);

    private Task<T> QueryAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellationToken) =>
        calls.RunAsync(() => reader.UseAsync(query, cancellationToken));
}
