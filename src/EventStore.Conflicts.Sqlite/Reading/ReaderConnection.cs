using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>A connection that only reads, with its prepared statements. It gives whole pages, so nothing is held while their receiver works.</summary>
internal sealed class ReaderConnection : IDisposable
{
    /// <summary>A page holds at most this many events …</summary>
    internal const int PageEvents = 512;

    /// <summary>… and ends once it holds this many bytes.</summary>
    internal const int PageBytes = 4 << 20;

    private readonly EventTypeNames types;
    private readonly StreamNames streams;
    private readonly PreparedStatement forwards;
    private readonly PreparedStatement backwards;
    private readonly PreparedStatement keys;
    private readonly PreparedStatement all;
    private readonly EventKeys known;

    internal ReaderConnection(SqliteConnection connection)
    {
        Connection = connection;
        types = new EventTypeNames(connection);
        streams = new StreamNames(connection);
        forwards = new PreparedStatement(connection, SqlText.ReadStreamForwards);
        backwards = new PreparedStatement(connection, SqlText.ReadStreamBackwards);
        keys = new PreparedStatement(connection, SqlText.ReadStreamKeys);
        all = new PreparedStatement(connection, SqlText.ReadAll);
        known = new EventKeys(connection);
    }

    internal SqliteConnection Connection { get; }

    internal List<StoredEvent> ReadStream(StreamId stream, ReadDirection direction, VersionRange range, long count)
    {
        var read = direction == ReadDirection.Forwards ? forwards : backwards;
        return ReadPage(read.Bind(1, stream.Value).Bind(2, range.First).Bind(3, range.Last).Bind(4, Math.Min(count, PageEvents)), stream);
    }

    internal List<EventKey> ReadKeys(StreamId stream, VersionRange range)
    {
        keys.Bind(1, stream.Value).Bind(2, range.First).Bind(3, range.Last).Bind(4, PageEvents);
        var page = new List<EventKey>();
        while (keys.Step())
        {
            page.Add(new EventKey(stream, keys.Number(0), keys.Id(1), types.NameOf(keys.Number(2)), Timestamps.FromMicroseconds(keys.Number(3))));
        }

        return page;
    }

    internal List<StoredEvent> ReadAll(long after, long last, long count) =>
        ReadPage(all.Bind(1, after).Bind(2, last).Bind(3, Math.Min(count, PageEvents)), stream: null);

    internal StoredEvent? FindEvent(Guid id)
    {
        using var find = new PreparedStatement(Connection, SqlText.FindEvent);
        return ReadPage(find.Bind(1, id), stream: null).SingleOrDefault();
    }

    /// <summary>What is known by each of many ids, all at one moment.</summary>
    internal EventKey?[] FindKeys(IReadOnlyList<Guid> ids)
    {
        Connection.RunRaw("BEGIN");
        try
        {
            return [.. ids.Select(id => (known.FindEvent(id) ?? known.FindDropped(id))?.Key)];
        }
        finally
        {
            Connection.TryRollback();
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { forwards, backwards, keys, all })
        {
            statement.Dispose();
        }

        known.Dispose();
        types.Dispose();
        streams.Dispose();
        Connection.Dispose();
    }

    private List<StoredEvent> ReadPage(PreparedStatement rows, StreamId? stream)
    {
        var page = new List<StoredEvent>();
        long bytes = 0;
        while (bytes < PageBytes && rows.Step())
        {
            var stored = ReadEvent(rows, stream ?? streams.NameOf(rows.Number(8)));
            bytes += stored.Data.Length + stored.Metadata.Length;
            page.Add(stored);
        }

        rows.Reset();
        return page;
    }

    private StoredEvent ReadEvent(PreparedStatement row, StreamId stream)
    {
        // One array for both: a page has many of them.
        var data = row.Bytes(6);
        var metadata = row.Bytes(7);
        ReadOnlyMemory<byte> bytes = (byte[])[.. data, .. metadata];
        return new StoredEvent
        {
            Stream = stream,
            Position = new GlobalPosition(0, 0, row.Number(0)),
            Version = row.Number(1),
            Id = row.Id(2),
            Type = types.NameOf(row.Number(3)),
            Timestamp = Timestamps.FromMicroseconds(row.Number(4)),
            DecidedAt = row.IsNull(5) ? null : row.Number(5),
            Data = bytes[..data.Length],
            Metadata = bytes[data.Length..],
        };
    }
}
