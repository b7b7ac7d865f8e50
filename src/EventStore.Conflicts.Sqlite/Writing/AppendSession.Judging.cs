using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <content>What stands against an append: by memory where that is enough, and else by the file.</content>
internal sealed partial class AppendSession
{
    // What a savepoint may have to bring back is kept beside, so not for appends of any size.
    private const int MaxToldByIndex = 1_000;

    /// <summary>True where all that can stand against an append is that an id is taken. Then nobody looks for them: the index tells when they are inserted.</summary>
    private bool IsToldByIndex(StorageAppend append, long head)
    {
        if (anyDropped || append.Events.Count is 0 or > MaxToldByIndex || append.CheckVersion(head) != VersionCheck.Fits)
        {
            return false;
        }

        for (var i = 0; i < append.Events.Count; i++)
        {
            if (append.Events[i].IsDropped)
            {
                return false;
            }
        }

        return true;
    }

    private StorageAppendResult InsertOrFind(StorageAppend append, StreamTail? tail)
    {
        var head = tail?.Head ?? 0;

        // A lone event that is not inserted leaves nothing behind; of others there may be rows before it, of its stream and its type as well.
        var isAlone = append.Events.Count == 1 && tail is not null && types.Knows(append.Events[0].Type);
        try
        {
            return isAlone ? Insert(append, tail) : InsertWhole(append, tail);
        }
        catch (SqliteException failure) when (SqliteErrors.IsTaken(failure))
        {
            if (!isAlone)
            {
                statements.TakeBack();
                Forget();
            }

            if (Duplicates(append, head) is { } duplicate)
            {
                return duplicate;
            }

            throw;
        }
    }

    private StorageAppendResult InsertWhole(StorageAppend append, StreamTail? tail)
    {
        statements.Mark();
        var result = Insert(append, tail);
        statements.Unmark();
        return result;
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
