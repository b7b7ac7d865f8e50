using SQLitePCL;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>The baseline of reads: one prepared statement over the same rows, whose bytes are handed out as arrays of their own. One thread at a time.</summary>
internal sealed class FloorReader : IDisposable
{
    private const string Columns = "position, version, event_id, type_id, recorded_at, decided_at, data, metadata";

    private readonly sqlite3 database;
    private readonly FloorStatement stream;
    private readonly FloorStatement all;

    private FloorReader(string path)
    {
        raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READONLY, vfs: null);
        stream = new FloorStatement(database, $"SELECT {Columns} FROM events WHERE stream_id = (SELECT id FROM streams WHERE name = ?) ORDER BY version");
        all = new FloorStatement(database, $"SELECT {Columns}, stream_id FROM events ORDER BY position");
    }

    internal static FloorReader Open(string path) => new(path);

    public void Dispose()
    {
        stream.Dispose();
        all.Dispose();
        database.Dispose();
    }

    internal int ReadStream(string name) => Count(stream.Bind(1, name));

    internal int ReadAll() => Count(all);

    private static int Count(FloorStatement rows)
    {
        var count = 0;
        while (rows.Step())
        {
            var row = new Row(
                rows.Number(0), rows.Number(1), new Guid(rows.Bytes(2), bigEndian: true), rows.Number(3), rows.Number(4), rows.Number(5), rows.Bytes(6).ToArray(),
                rows.Bytes(7).ToArray());
            count += row.Data.Length > 0 ? 1 : 0;
        }

        rows.Reset();
        return count;
    }

    private sealed record Row(long Position, long Version, Guid Id, long Type, long RecordedAt, long DecidedAt, byte[] Data, byte[] Metadata);
}
