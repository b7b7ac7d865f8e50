using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>What the server says of the appends of a flush, in their order. It is committed. Immutable.</summary>
/// <param name="Epoch">The epoch of the store, where something was written.</param>
/// <param name="Transaction">The transaction that wrote; null where nothing was written.</param>
/// <param name="Status">What became of each.</param>
/// <param name="Head">The version it was judged at.</param>
/// <param name="FirstRefused">The version that was refused; 0 where none was.</param>
internal sealed record FlushAnswer(int Epoch, ulong? Transaction, int[] Status, long[] Head, long[] FirstRefused)
{
    /// <summary>The status of an append of which an id is taken.</summary>
    internal const int Taken = 1;

    /// <summary>The status of an append whose stream somebody else has locked.</summary>
    internal const int Busy = 6;

    /// <summary>The status of an append in order that comes after one that was not written.</summary>
    internal const int NotJudged = 7;

    /// <summary>What the function <c>append_one</c> says.</summary>
    internal static FlushAnswer OfOne(long[] answer)
    {
        var isWritten = answer is [0, ..];
        return new FlushAnswer(isWritten ? (int)answer[3] : 0, isWritten ? (ulong)answer[4] : null, [(int)answer[0]], [answer[1]], [answer[2]]);
    }

    /// <summary>What became of an append.</summary>
    /// <param name="index">Its place in the flush.</param>
    /// <param name="append">The append.</param>
    /// <param name="sequence">The place of its first event in the flush, counted from 1.</param>
    internal StorageAppendResult ResultOf(int index, StorageAppend append, int sequence)
    {
        var head = Head[index];
        return Status[index] switch
        {
            0 => Written(head, append, sequence),
            2 => StorageAppendResult.WrongVersion(head),
            3 => StorageAppendResult.Refused(head, FirstRefused[index]),
            4 => StorageAppendResult.TooStale(head),
            5 => StorageAppendResult.Ask(head),
            var other => throw new InvalidOperationException($"The server answered {other}, which this release doesn't know."),
        };
    }

    private StorageAppendResult Written(long head, StorageAppend append, int sequence)
    {
        var last = -1;
        var count = 0;
        for (var i = 0; i < append.Events.Count; i++)
        {
            (last, count) = append.Events[i].IsDropped ? (last, count) : (i, count + 1);
        }

        return last < 0
            ? StorageAppendResult.Written(head, versions: null, position: null)
            : StorageAppendResult.Written(head, new VersionRange(head + 1, head + count), new GlobalPosition(Epoch, Transaction!.Value, sequence + last));
    }
}
