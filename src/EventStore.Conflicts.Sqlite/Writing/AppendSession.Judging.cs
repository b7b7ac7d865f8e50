using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <content>What stands against an append: by memory where that is enough, and else by the file.</content>
internal sealed partial class AppendSession
{
    /// <summary>
    /// True where all that can stand against an append is that its id is taken, and the index that says so leaves nothing of it behind: no row of a stream or a type either.
    /// </summary>
    private bool IsToldByIndex(StorageAppend append, StreamTail tail) =>
        append.Events.Count == 1 && append.Events[0] is { IsDropped: false } only && types.Knows(only.Type) && !anyDropped && append.CheckVersion(tail.Head) == VersionCheck.Fits;

    private StorageAppendResult InsertOrFind(StorageAppend append, StreamTail tail)
    {
        try
        {
            return Insert(append, tail);
        }
        catch (SqliteException failure) when (SqliteErrors.IsTaken(failure))
        {
            if (Duplicates(append, tail.Head) is { } duplicate)
            {
                return duplicate;
            }

            throw;
        }
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

    private StreamTail? Load(StreamId stream) =>
        statements.FindStream(stream) is { } id ? tails.Keep(stream, new StreamTail(id, statements.HeadOf(id))) : null;

    private StorageAppendResult? Objection(StorageAppend append, StreamTail? tail)
    {
        var head = tail?.Head ?? 0;
        return append.CheckVersion(head) == VersionCheck.Fits
            ? null
            : append.FindObjection(head, Timestamps.FromMicroseconds(recordedAt), tail is null ? [] : ConcurrentEvents(append, tail));
    }

    /// <summary>What is remembered, where that is enough: no times are, and only the last types.</summary>
    private IEnumerable<ConcurrentEvent> ConcurrentEvents(StorageAppend append, StreamTail tail)
    {
        var seen = append.Expected.Seen;
        return append.Condition.MaxAge is null && tail.KnowsAfter(seen) ? Remembered(tail, seen) : Read(tail, seen);
    }

    private static IEnumerable<ConcurrentEvent> Remembered(StreamTail tail, long seen)
    {
        for (var version = seen + 1; version <= tail.Head; version++)
        {
            yield return new ConcurrentEvent(version, tail.TypeAt(version), Timestamp: default);
        }
    }

    /// <summary>Who reads all of it remembers it.</summary>
    private IEnumerable<ConcurrentEvent> Read(StreamTail tail, long seen)
    {
        var read = new List<string>();
        foreach (var (version, typeId, recorded) in statements.EventsAfter(tail.Id, seen))
        {
            var type = types.NameOf(typeId);
            read.Add(type);
            yield return new ConcurrentEvent(version, type, Timestamps.FromMicroseconds(recorded));
        }

        tail.Learn(seen, read);
    }
}
