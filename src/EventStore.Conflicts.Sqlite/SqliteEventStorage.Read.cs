using System.Runtime.CompilerServices;
using Dapper;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite;

public sealed partial class SqliteEventStorage
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction,
        long? fromVersion,
        long maxCount,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await GetStreamVersionAsync(stream, cancellationToken).ConfigureAwait(false);
        var forwards = direction == ReadDirection.Forwards;
        var next = forwards ? fromVersion ?? 1 : Math.Min(fromVersion ?? head, head);
        while (maxCount > 0 && next >= 1 && next <= head)
        {
            var range = forwards ? new VersionRange(next, head) : new VersionRange(1, next);
            var count = maxCount;
            var page = await readers.ReadAsync(reader => reader.ReadStream(stream, direction, range, count), cancellationToken).ConfigureAwait(false);
            foreach (var each in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return each;
            }

            maxCount -= page.Count;
            next = page.Count == 0 ? 0 : page[^1].Version + (forwards ? 1 : -1);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventKey> ReadStreamKeysAsync(
        StreamId stream, VersionRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = range.First; next >= 1 && next <= range.Last;)
        {
            var rest = new VersionRange(next, range.Last);
            var page = await readers.ReadAsync(reader => reader.ReadKeys(stream, rest), cancellationToken).ConfigureAwait(false);
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
    public async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        GlobalPosition after, long maxCount, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await LastPositionAsync(cancellationToken).ConfigureAwait(false);
        var end = new GlobalPosition(0, 0, last);
        for (var next = after < end ? after.Sequence : last; maxCount > 0 && next < last;)
        {
            var (from, count) = (next, maxCount);
            var page = await readers.ReadAsync(reader => reader.ReadAll(from, last, count), cancellationToken).ConfigureAwait(false);
            foreach (var each in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return each;
            }

            maxCount -= page.Count;
            next = page.Count == 0 ? last : page[^1].Position.Sequence;
        }
    }

    /// <inheritdoc/>
    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader => reader.Connection.ExecuteScalar<long>(SqlText.StreamVersion, new { name = stream.Value }), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => reader.FindEvent(eventId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventKey?>> FindKeysAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<EventKey?>>(reader => reader.FindKeys(eventIds), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventKey> ReadDroppedAsync(Guid? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = after;
            var page = await readers.ReadAsync(reader => EventKeys.ReadDropped(reader.Connection, last, ReaderConnection.PageEvents), cancellationToken)
                .ConfigureAwait(false);
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
    public Task<IReadOnlyList<StreamSummary>> ListStreamsAsync(
        string prefix, StreamId? after, int maxCount, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StreamSummary>>(
            reader => [.. reader.Connection
                .Query<(string Name, long Version)>(SqlText.ListStreams, new { prefix, after = after?.Value ?? "" }, buffered: false)
                .TakeWhile(stream => stream.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Take(maxCount)
                .Select(stream => new StreamSummary(new StreamId(stream.Name), stream.Version))],
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Positions are given out in the order of commits, so whatever an append returned is visible.</remarks>
    public async Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken)
    {
        var last = new GlobalPosition(0, 0, await LastPositionAsync(cancellationToken).ConfigureAwait(false));
        if (position > last)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"This store never gave out position {position}; its last one is {last}.");
        }
    }

    private Task<long> LastPositionAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => reader.Connection.ExecuteScalar<long>(SqlText.LastPosition), cancellationToken);
}
