using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite;

/// <content>A single caller, who finds nobody before him: he does it himself, because handing it to the thread and back would cost a good part of a commit.</content>
internal sealed partial class AppendWriter
{
    internal async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        if (TryAppendAtOnce(append, cancellationToken) is { } result)
        {
            return result;
        }

        var results = await AppendAsync([append], cancellationToken).ConfigureAwait(false);
        return results[0];
    }

    /// <summary>
    /// Null where it has to queue: while others wait or come together it is better shared, and a thread with a synchronization context is one that somebody waits for.
    /// At most one caller is here at a time, and for no longer than his own commit.
    /// </summary>
    private StorageAppendResult? TryAppendAtOnce(StorageAppend append, CancellationToken cancellationToken)
    {
        if (isShared || queue.Reader.Count > 0 || cancellationToken.IsCancellationRequested || SynchronizationContext.Current is not null || !turn.TryEnter())
        {
            return null;
        }

        try
        {
            return closed ? null : AppendAtOnce(append);
        }
        finally
        {
            turn.Exit();
        }
    }

    private StorageAppendResult? AppendAtOnce(StorageAppend append)
    {
        StorageAppendResult? result = null;
        var committing = false;
        try
        {
            if (session is null || !session.TryBegin())
            {
                return null;
            }

            file.RefuseIfGone();
            result = session.Append(append);
            committing = true;
            session.Commit();
        }
        catch (Exception failure)
        {
            GiveUp();

            // While nothing of it is written it may as well queue; the same failure is told there.
            return committing ? throw FailureOf([append], [result!], failure, committing) : null;
        }

        Telemetry.Committed(1);
        return result;
    }
}
