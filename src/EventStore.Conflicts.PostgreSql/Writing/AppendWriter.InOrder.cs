using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <content>Appends that keep their order among each other, as those of a copy: many share a transaction, and a transaction follows the one before.</content>
internal sealed partial class AppendWriter
{
    // Each may be of another stream, and so take another lock.
    private const int MaxInOrder = Flush.MaxStreams;

    internal async Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
    {
        var results = new List<StorageAppendResult>(appends.Count);
        while (results.Count < appends.Count && (results.Count == 0 || results[^1].IsWritten))
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.AddRange(await AppendPortionAsync([.. appends.Skip(results.Count).Take(MaxInOrder)], cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>The answers up to the first append that the transaction did not write, that one included.</summary>
    private async Task<List<StorageAppendResult>> AppendPortionAsync(StorageAppend[] appends, CancellationToken cancellationToken)
    {
        var portion = new List<QueuedAppend>(appends.Length);
        foreach (var append in appends)
        {
            var pending = new PendingAppend([append], Telemetry, CancellationToken.None);
            pending.TryClaim();
            portion.Add(new QueuedAppend(pending));
        }

        var flush = Flush.InOrder(portion);
        var (answer, failure, certain) = await TrySendAsync(flush).ConfigureAwait(false);
        if (answer is not null)
        {
            await CompleteAsync(flush, answer).ConfigureAwait(false);
        }
        else if (certain && failure is PostgresException && appends.Length > 1)
        {
            return await AppendOneByOneAsync(appends, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Fail(flush, failure!, certain);
        }

        var results = new List<StorageAppendResult>(appends.Length);
        foreach (var each in portion.TakeWhile((_, i) => answer is null || answer.Status[i] != FlushAnswer.NotJudged))
        {
            results.AddRange(await each.Pending.Answer.ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>One of them cannot be inserted: those before it can.</summary>
    private async Task<List<StorageAppendResult>> AppendOneByOneAsync(StorageAppend[] appends, CancellationToken cancellationToken)
    {
        var results = new List<StorageAppendResult>(appends.Length);
        foreach (var append in appends.TakeWhile(_ => results.Count == 0 || results[^1].IsWritten))
        {
            results.Add(await AppendAsync(append, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }
}
