using Dapper;
using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The one connection that writes, and the transactions on it. Used by one thread at a time.
/// </summary>
internal sealed partial class AppendSession : IDisposable
{
    // Twice as many at most, with the types of up to 128 events each: up to 16 MB where all of them are that long.
    private const int StreamsKept = 8_192;

    private readonly SqliteConnection connection;
    private readonly AppendStatements statements;
    private readonly EventKeys keys;
    private readonly EventTypeNames types;
    private readonly RecentCache<StreamId, StreamTail> tails = new(StreamsKept);
    private readonly TimeProvider timeProvider;
    private readonly PreparedStatement begin;
    private readonly PreparedStatement commit;
    private long dataVersion;
    private long recordedAt;

    // As long as no event was ever dropped, nobody looks for one. Nobody else writes; and where a rollback makes this say too much, it costs a lookup.
    private bool anyDropped;

    /// <summary>Takes over <paramref name="connection"/>, whose schema is prepared.</summary>
    internal AppendSession(SqliteConnection connection, TimeProvider timeProvider)
    {
        this.connection = connection;
        this.timeProvider = timeProvider;
        statements = new AppendStatements(connection);
        begin = new PreparedStatement(connection, "BEGIN IMMEDIATE");
        commit = new PreparedStatement(connection, "COMMIT");
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
        var result = begin.TryRun();
        if (result != raw.SQLITE_OK)
        {
            return SqliteErrors.IsBusy(result) ? false : throw connection.Failure(result);
        }

        ForgetWhatOthersChanged();
        return true;
    }

    /// <summary>Nobody else should write to the file; a tool may have all the same. Asked under the lock, so that it holds for the whole transaction.</summary>
    private void ForgetWhatOthersChanged()
    {
        var now = statements.DataVersion();
        if (now != dataVersion)
        {
            dataVersion = now;
            Forget();
        }
    }

    /// <summary>Judges each append and inserts it, up to the first that cannot be.</summary>
    internal IReadOnlyList<StorageAppendResult> Append(IReadOnlyList<StorageAppend> appends)
    {
        if (appends.Count == 1)
        {
            return [Append(appends[0])];
        }

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
    internal StorageAppendResult Append(StorageAppend append)
    {
        var tail = tails.TryFind(append.Stream, out var kept) ? kept : Load(append.Stream);
        var head = tail?.Head ?? 0;
        return IsToldByIndex(append, head)
            ? InsertOrFind(append, tail)
            : Duplicates(append, head) ?? Objection(append, tail) ?? Insert(append, tail);
    }

    internal void Commit()
    {
        var result = commit.TryRun();
        if (result != raw.SQLITE_OK)
        {
            throw connection.Failure(result);
        }
    }

    /// <summary>Ends a transaction that failed, which may have taught what is not there. False where the connection is beyond repair.</summary>
    internal bool Rollback()
    {
        Forget();
        return connection.TryRollback();
    }

    public void Dispose()
    {
        types.Dispose();
        keys.Dispose();
        statements.Dispose();
        commit.Dispose();
        begin.Dispose();
        connection.Dispose();
    }

    private void Forget()
    {
        types.Forget();
        tails.Forget();
    }

    private StorageAppendResult Insert(StorageAppend append, StreamTail? known)
    {
        var head = known?.Head ?? 0;
        if (append.Events.Count == 0)
        {
            return StorageAppendResult.Written(head, versions: null, position: null);
        }

        var tail = known ?? tails.Keep(append.Stream, new StreamTail(statements.InsertStream(append.Stream), head: 0));
        long? position = null;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var each = append.Events[i];
            var typeId = types.IdOf(each.Type);
            if (each.IsDropped)
            {
                anyDropped = true;
                statements.InsertDropped(tail.Id, each.Copied?.Version ?? tail.Head, each.Id, typeId, RecordedAt(each));
            }
            else
            {
                var decidedAt = each.Copied is { } copied ? copied.DecidedAt : append.DecidedAt;
                position = statements.Insert(tail.Id, tail.Head + 1, each, typeId, RecordedAt(each), decidedAt);
                tail.Add(each.Type);
            }
        }

        return StorageAppendResult.Written(head, tail.Head == head ? null : new VersionRange(head + 1, tail.Head), PositionOf(position));
    }

    private long RecordedAt(EncodedEvent encoded) => encoded.Copied is { } copied ? Timestamps.ToMicroseconds(copied.Timestamp) : recordedAt;

    private static GlobalPosition? PositionOf(long? sequence) => sequence is { } known ? new GlobalPosition(0, 0, known) : null;
}
