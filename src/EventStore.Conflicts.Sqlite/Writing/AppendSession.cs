using Dapper;
using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The one connection that writes, and the transactions on it. Used by the writer thread alone.
/// </summary>
internal sealed class AppendSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly AppendStatements statements;
    private readonly EventKeys keys;
    private readonly EventTypeNames types;
    private readonly TimeProvider timeProvider;
    private long recordedAt;

    // As long as no event was ever dropped, nobody looks for one. Nobody else writes; and where a rollback makes this say too much, it costs a lookup.
    private bool anyDropped;

    /// <summary>Takes over <paramref name="connection"/>, whose schema is prepared.</summary>
    internal AppendSession(SqliteConnection connection, TimeProvider timeProvider)
    {
        this.connection = connection;
        this.timeProvider = timeProvider;
        statements = new AppendStatements(connection);
        keys = new EventKeys(connection);
        types = new EventTypeNames(connection);
        anyDropped = connection.ExecuteScalar<bool>(SqlText.AnyDroppedEvents);
    }

    /// <summary>
    /// Takes the write lock at once; false where somebody else has it. A transaction that began by reading and wrote later could find its snapshot outdated, and
    /// no waiting would mend it. The clock is the host's code, so it is read before the lock is taken.
    /// </summary>
    internal bool TryBegin()
    {
        recordedAt = Timestamps.ToMicroseconds(timeProvider.GetUtcNow());
        var result = connection.ExecuteRaw("BEGIN IMMEDIATE");
        return result == raw.SQLITE_OK || (SqliteErrors.IsBusy(result) ? false : throw connection.Failure(result));
    }

    /// <summary>Judges each append and inserts it, up to the first that cannot be.</summary>
    internal List<StorageAppendResult> Append(IReadOnlyList<StorageAppend> appends)
    {
        var results = new List<StorageAppendResult>(appends.Count);
        foreach (var append in appends)
        {
            results.Add(Append(append));
            if (!results[^1].IsWritten)
            {
                break;
            }
        }

        return results;
    }

    /// <summary>Judges an append and inserts it, in the order that <see cref="IEventStorage.AppendAsync"/> prescribes.</summary>
    private StorageAppendResult Append(StorageAppend append)
    {
        var streamId = statements.FindStream(append.Stream);
        var head = streamId is { } known ? statements.HeadOf(known) : 0;
        return Duplicates(append, head) ?? Objection(append, streamId ?? 0, head) ?? Insert(append, streamId, head);
    }

    internal void Commit() => connection.RunRaw("COMMIT");

    /// <summary>Ends a transaction that failed, which may have taught the cache names that are not there. False where the connection is beyond repair.</summary>
    internal bool Rollback()
    {
        types.Forget();
        return connection.TryRollback();
    }

    public void Dispose()
    {
        types.Dispose();
        keys.Dispose();
        statements.Dispose();
        connection.Dispose();
    }

    private StorageAppendResult? Duplicates(StorageAppend append, long head)
    {
        EventKey?[]? stored = null;
        GlobalPosition? lastPosition = null;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var id = append.Events[i].Id;
            if ((keys.FindEvent(id) ?? (anyDropped ? keys.FindDropped(id) : null)) is { } found)
            {
                stored ??= new EventKey?[append.Events.Count];
                stored[i] = found.Key;
                lastPosition = PositionOf(found.Position) ?? lastPosition;
            }
        }

        return stored is null ? null : append.CheckDuplicates(stored, lastPosition, head);
    }

    private StorageAppendResult? Objection(StorageAppend append, long streamId, long head) => append.FindObjection(
        head,
        Timestamps.FromMicroseconds(recordedAt),
        statements.EventsAfter(streamId, append.Expected.Seen)
            .Select(theirs => new ConcurrentEvent(theirs.Version, types.NameOf(theirs.TypeId), Timestamps.FromMicroseconds(theirs.RecordedAt))));

    private StorageAppendResult Insert(StorageAppend append, long? streamId, long head)
    {
        if (append.Events.Count == 0)
        {
            return StorageAppendResult.Written(head, versions: null, position: null);
        }

        var id = streamId ?? statements.InsertStream(append.Stream);
        var version = head;
        long? position = null;
        foreach (var each in append.Events)
        {
            var typeId = types.IdOf(each.Type);
            if (each.IsDropped)
            {
                anyDropped = true;
                statements.InsertDropped(id, each.Copied?.Version ?? version, each.Id, typeId, RecordedAt(each));
            }
            else
            {
                var decidedAt = each.Copied is { } copied ? copied.DecidedAt : append.DecidedAt;
                position = statements.Insert(id, ++version, each, typeId, RecordedAt(each), decidedAt);
            }
        }

        return StorageAppendResult.Written(head, version == head ? null : new VersionRange(head + 1, version), PositionOf(position));
    }

    private long RecordedAt(EncodedEvent encoded) => encoded.Copied is { } copied ? Timestamps.ToMicroseconds(copied.Timestamp) : recordedAt;

    private static GlobalPosition? PositionOf(long? sequence) => sequence is { } known ? new GlobalPosition(0, 0, known) : null;
}
