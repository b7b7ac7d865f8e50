using System.Diagnostics;
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
    private readonly EventTypeNames types;
    private readonly TimeProvider timeProvider;

    /// <summary>Takes over <paramref name="connection"/>, whose schema is prepared.</summary>
    internal AppendSession(SqliteConnection connection, TimeProvider timeProvider)
    {
        this.connection = connection;
        this.timeProvider = timeProvider;
        statements = new AppendStatements(connection);
        types = new EventTypeNames(connection);
    }

    /// <summary>
    /// Takes the write lock at once. A transaction that began by reading and wrote later could find its snapshot outdated, and no waiting would mend it.
    /// </summary>
    internal void Begin(TimeSpan busyTimeout)
    {
        var waiting = Stopwatch.StartNew();
        for (var pause = 1; ; pause = Math.Min(pause * 2, 50))
        {
            var result = connection.ExecuteRaw("BEGIN IMMEDIATE");
            if (result == raw.SQLITE_OK)
            {
                return;
            }

            if (!SqliteErrors.IsBusy(result) || waiting.Elapsed > busyTimeout)
            {
                throw connection.Failure(result);
            }

            Thread.Sleep(pause);
        }
    }

    /// <summary>Judges an append and inserts it, in the order that <see cref="IEventStorage.AppendAsync"/> prescribes.</summary>
    internal StorageAppendResult Append(StorageAppend append)
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
        statements.Dispose();
        connection.Dispose();
    }

    private StorageAppendResult? Duplicates(StorageAppend append, long head)
    {
        StoredEventKey?[]? stored = null;
        long lastPosition = 0;
        for (var i = 0; i < append.Events.Count; i++)
        {
            if (statements.FindEvent(append.Events[i].Id) is { } found)
            {
                stored ??= new StoredEventKey?[append.Events.Count];
                stored[i] = found.Key;
                lastPosition = found.Position;
            }
        }

        return stored is null ? null : append.CheckDuplicates(stored, new GlobalPosition(0, 0, lastPosition), head);
    }

    private StorageAppendResult? Objection(StorageAppend append, long streamId, long head) => append.FindObjection(
        head, statements.EventsAfter(streamId, append.Expected.Seen).Select(theirs => (theirs.Version, types.NameOf(theirs.TypeId))));

    private StorageAppendResult Insert(StorageAppend append, long? streamId, long head)
    {
        if (append.Events.Count == 0)
        {
            return StorageAppendResult.Written(head, versions: null, position: null);
        }

        var id = streamId ?? statements.InsertStream(append.Stream);
        var recordedAt = Timestamps.ToMicroseconds(timeProvider.GetUtcNow());
        var version = head;
        long position = 0;
        foreach (var each in append.Events)
        {
            position = statements.Insert(id, ++version, each, types.IdOf(each.Type), recordedAt, append.DecidedAt);
        }

        return StorageAppendResult.Written(head, new VersionRange(head + 1, version), new GlobalPosition(0, 0, position));
    }
}
