using SQLitePCL;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>
/// The baseline: the smallest program on SQLitePCL.raw that does the same durable work. The store's own schema with all its indexes, the same PRAGMAs, prepared
/// statements, and for each append the same checks (is the id known, where does the stream stand, what came after what was seen). It compiles no rule, serialises
/// nothing and answers nothing but yes or no. One thread at a time.
/// </summary>
internal sealed class Floor : IDisposable
{
    // The one type that refuses a stale append; what is appended is of type 1.
    private const long RefusedType = 2;

    private readonly sqlite3 database;
    private readonly FloorStatement begin;
    private readonly FloorStatement commit;
    private readonly FloorStatement rollback;
    private readonly FloorStatement findStream;
    private readonly FloorStatement insertStream;
    private readonly FloorStatement findId;
    private readonly FloorStatement concurrent;
    private readonly FloorStatement insert;

    private Floor(string path)
    {
        raw.sqlite3_open(path, out database);
        foreach (var pragma in new[] { "synchronous = FULL", "fullfsync = ON", "wal_autocheckpoint = 1000", "trusted_schema = OFF" })
        {
            raw.sqlite3_exec(database, $"PRAGMA {pragma}");
        }

        raw.sqlite3_exec(database, $"INSERT OR IGNORE INTO event_types (id, name) VALUES (1, '{SampleEvents.Type}'), (2, '{SampleEvents.Refusing}')");
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        rollback = Prepare("ROLLBACK");
        findStream = Prepare("SELECT s.id, (SELECT MAX(version) FROM events WHERE stream_id = s.id) FROM streams s WHERE name = ?");
        insertStream = Prepare("INSERT INTO streams (name) VALUES (?)");
        findId = Prepare("SELECT stream_id, version FROM events WHERE event_id = ?");
        concurrent = Prepare("SELECT type_id FROM events WHERE stream_id = ? AND version > ? ORDER BY version");
        insert = Prepare("INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /// <summary>Has a store create the file, so that the schema is the same, and opens it without one.</summary>
    internal static Floor Open(string path)
    {
        using (Stores.Sqlite(path))
        {
        }

        return new Floor(path);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, rollback, findStream, insertStream, findId, concurrent, insert })
        {
            statement.Dispose();
        }

        database.Dispose();
    }

    /// <summary>Appends in a transaction of its own. <paramref name="seen"/> is the version its caller had seen; null where it asserts nothing.</summary>
    internal bool Append(string stream, long? seen, int events, long type = 1)
    {
        Begin();
        if (!Insert(stream, seen, [.. NewIds(events)], type))
        {
            rollback.Run();
            return false;
        }

        Commit();
        return true;
    }

    internal void Begin() => begin.Run();

    internal void Commit() => commit.Run();

    /// <summary>Judges and inserts, in the transaction that is open. False where it is refused, or was there before.</summary>
    internal bool Insert(string stream, long? seen, ReadOnlySpan<Guid> ids, long type = 1)
    {
        Span<byte> id = stackalloc byte[16];
        foreach (var each in ids)
        {
            each.TryWriteBytes(id, bigEndian: true, out _);
            if (Find(id))
            {
                return false;
            }
        }

        var (streamId, head) = StreamOf(stream);
        if (seen < head && IsRefused(streamId, seen.Value))
        {
            return false;
        }

        var now = TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond;
        foreach (var each in ids)
        {
            each.TryWriteBytes(id, bigEndian: true, out _);
            insert.Bind(1, streamId).Bind(2, ++head).Bind(3, id).Bind(4, type).Bind(5, now).Bind(6, seen ?? 0)
                .Bind(7, SampleEvents.Data).Bind(8, SampleEvents.MetadataJson).Run();
        }

        return true;
    }

    private static IEnumerable<Guid> NewIds(int count) => Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7());

    private FloorStatement Prepare(string sql) => new(database, sql);

    private bool Find(ReadOnlySpan<byte> id)
    {
        var found = findId.Bind(1, id).Step();
        findId.Reset();
        return found;
    }

    private (long Id, long Head) StreamOf(string stream)
    {
        var known = findStream.Bind(1, stream).Step();
        var (id, head) = known ? (findStream.Number(0), findStream.Number(1)) : default;
        findStream.Reset();
        if (!known)
        {
            insertStream.Bind(1, stream).Run();
            id = raw.sqlite3_last_insert_rowid(database);
        }

        return (id, head);
    }

    private bool IsRefused(long streamId, long seen)
    {
        concurrent.Bind(1, streamId).Bind(2, seen);
        var refused = false;
        while (!refused && concurrent.Step())
        {
            refused = concurrent.Number(0) == RefusedType;
        }

        concurrent.Reset();
        return refused;
    }
}
