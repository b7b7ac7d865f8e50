using EventStore.Conflicts.Storage;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <content>One commit: what is judged and inserted in it, and what its callers are told if it fails.</content>
internal sealed partial class AppendWriter
{
    /// <summary>Judges and inserts all in the transaction that is open, commits it, and only then answers.</summary>
    private void Flush(List<PendingAppend> flush)
    {
        var results = new IReadOnlyList<StorageAppendResult>[flush.Count];
        var committing = false;
        try
        {
            file.RefuseIfGone();
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = session!.Append(flush[i].Appends);
            }

            committing = true;
            session!.Commit();
        }
        catch (Exception failure)
        {
            GiveUp();
            if (!committing && flush.Count > 1)
            {
                FlushEachAlone(flush);
            }
            else
            {
                Fail(flush, results, failure, committing);
            }

            return;
        }

        var appends = 0;
        for (var i = 0; i < results.Length; i++)
        {
            appends += results[i].Count;
            flush[i].Complete(results[i]);
        }

        isShared = flush.Count > 1;
        Telemetry.Committed(appends);
    }

    /// <summary>One of them cannot be inserted: too large for the space that is left, say. It must not take the others with it.</summary>
    private void FlushEachAlone(List<PendingAppend> flush)
    {
        foreach (var each in flush)
        {
            if (Begin(each) is not { } failure)
            {
                Flush([each]);
            }
            else
            {
                FailToBegin(each, failure);
            }
        }
    }

    /// <summary>No transaction could be begun for a claimed append, perhaps because its caller gave up while it was waited for.</summary>
    private void FailToBegin(PendingAppend claimed, Exception failure)
    {
        if (claimed.IsGivenUp)
        {
            claimed.GiveUp();
        }
        else
        {
            claimed.Fail(NotWritten(failure, committing: false));
        }
    }

    private void Fail(List<PendingAppend> flush, IReadOnlyList<StorageAppendResult>?[] results, Exception failure, bool committing)
    {
        for (var i = 0; i < flush.Count; i++)
        {
            flush[i].Fail(FailureOf(flush[i].Appends, results[i], failure, committing));
        }
    }

    private EventStoreException FailureOf(
        IReadOnlyList<StorageAppend> appends, IReadOnlyList<StorageAppendResult>? results, Exception failure, bool committing)
    {
        var unknown = committing && !(failure is SqliteException known && SqliteErrors.CommitCertainlyFailed(known));

        // Whose events are neither recorded nor found has nothing in doubt, but was judged by what may never have happened.
        var inDoubt = unknown ? appends.Zip(results!).FirstOrDefault(each => each.Second.IsWritten && each.First.Events.Count > 0).First : null;
        return inDoubt is null ? NotWritten(failure, committing) : new AppendOutcomeUnknownException(inDoubt.Stream, failure);
    }

    /// <summary>An exception of its own for each caller; the one they share is inside.</summary>
    private EventStoreException NotWritten(Exception failure, bool committing) => failure switch
    {
        SqliteException when committing => new EventStoreUnavailableException(
            $"Not now: the commit this append was judged in failed on '{path}' ({failure.Message}); nothing of it was written.", failure),
        SqliteException known => SqliteErrors.Translate(known, path),
        EventStoreUnavailableException => new EventStoreUnavailableException(failure.Message, failure),
        EventStoreUnusableException => new EventStoreUnusableException(failure.Message, failure),
        _ => new EventStoreUnusableException($"The writer of '{path}' failed: {failure.Message}", failure),
    };

    /// <summary>Ends the transaction, or the whole connection where even that fails; the next one then opens a new one.</summary>
    private void GiveUp()
    {
        if (session is not null && !session.Rollback())
        {
            session.Dispose();
            session = null;
        }
    }
}
