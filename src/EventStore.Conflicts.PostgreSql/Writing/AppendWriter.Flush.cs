using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <content>One flush: how it is sent, and what its callers are told.</content>
internal sealed partial class AppendWriter
{
    // Each time, somebody else has inserted an id that was free when it was looked for. Then it is found.
    private const int MaxAttempts = 4;

    private async Task SendAsync(Flush flush)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure, certain) = await TrySendAsync(flush).ConfigureAwait(false);
            if (answer is not null)
            {
                await CompleteAsync(flush, answer).ConfigureAwait(false);
                return;
            }

            if (attempt < MaxAttempts && prepared.AreLost(failure!))
            {
                continue;
            }

            if (flush.Appends.Count > 1 && IsOfOneAppend(flush, failure!))
            {
                await SendEachAloneAsync(flush).ConfigureAwait(false);
                return;
            }

            if (!(certain && attempt < MaxAttempts && PostgreSqlErrors.IsTakenId(failure!)))
            {
                Fail(flush, failure!, certain);
                return;
            }
        }
    }

    /// <summary>True where the server refused the statement, maybe for one append in it. The lock that it waited for is that of all of them.</summary>
    private static bool IsOfOneAppend(Flush flush, Exception failure) =>
        PostgreSqlErrors.CertainlyFailed(failure) && !(flush.WaitsForLocks && PostgreSqlErrors.IsLockTimeout(failure));

    /// <summary>The answer, or the failure and whether it is certain that nothing was committed. Where another server took over, it is sent to that one.</summary>
    private async Task<(FlushAnswer? Answer, Exception? Failure, bool Certain)> TrySendAsync(Flush flush)
    {
        while (true)
        {
            var store = known;
            var (answer, failure, certain) = await TrySendAsync(flush, store).ConfigureAwait(false);
            if (failure is null || !PostgreSqlErrors.IsOfAnotherStore(failure))
            {
                return (answer, failure, certain);
            }

            try
            {
                if (!await TryFollowAsync(store).ConfigureAwait(false))
                {
                    return (null, failure, true);
                }
            }
            catch (Exception problem)
            {
                return (null, problem, true);
            }
        }
    }

    private async Task<(FlushAnswer? Answer, Exception? Failure, bool Certain)> TrySendAsync(Flush flush, KnownStore store)
    {
        AppendConnection? connection = null;
        try
        {
            foreach (var (append, _) in flush.Appends)
            {
                await append.ResolveAsync(store).ConfigureAwait(false);
            }

            connection = idle.TryTake(out var open) ? open : await OpenAsync().ConfigureAwait(false);
            await connection.PrepareAsync(flush, store.Row.Mark, timeProvider.GetUtcNow()).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await GiveUpAsync(connection, failure).ConfigureAwait(false);
            return (null, failure, true);
        }

        try
        {
            var answer = await connection.SendAsync().ConfigureAwait(false);
            idle.Add(connection);
            return (answer, null, true);
        }
        catch (Exception failure)
        {
            await GiveUpAsync(connection, failure).ConfigureAwait(false);
            return (null, failure, PostgreSqlErrors.CertainlyFailed(failure));
        }
    }

    /// <summary>
    /// Knows the store anew, once, where a standby was promoted: it may lack what the primary committed last, and so has given its numbers to others. False where the
    /// store is another one.
    /// </summary>
    private async Task<bool> TryFollowAsync(KnownStore left)
    {
        await following.WaitAsync().ConfigureAwait(false);
        try
        {
            if (known == left)
            {
                // Rare, and the same as at opening, which is not asynchronous.
                var now = await Task.Run(() => SchemaGuard.FindPromoted(left.Row, dataSource, options.Schema, sql)).ConfigureAwait(false);
                if (now is null)
                {
                    return false;
                }

                known = new KnownStore(now, new EventTypeNames(dataSource, sql));
            }

            return true;
        }
        finally
        {
            following.Release();
        }
    }

    /// <summary>One of them cannot be inserted, and the server doesn't say which. It must not take the others with it.</summary>
    private async Task SendEachAloneAsync(Flush flush)
    {
        foreach (var (append, lane) in flush.Appends)
        {
            await SendAsync(Flush.Alone(append, flush.Lanes[lane])).ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync(Flush flush, FlushAnswer answer)
    {
        if (answer.Status.Count(each => each != FlushAnswer.Busy) is > 0 and var answered)
        {
            Telemetry.Committed(answered);
        }

        var sequence = 0;
        for (var i = 0; i < flush.Appends.Count; i++)
        {
            var (append, lane) = flush.Appends[i];
            var first = sequence + 1;
            sequence += append.Append.Events.Count;
            if (answer.Status[i] == FlushAnswer.Busy)
            {
                flush.Lanes[lane].Busy.Add(append);
            }
            else if (answer.Status[i] == FlushAnswer.Taken)
            {
                await RecogniseAsync(append).ConfigureAwait(false);
            }
            else if (answer.Status[i] != FlushAnswer.NotJudged)
            {
                append.Pending.Complete([answer.ResultOf(i, append.Append, first)]);
            }
        }
    }

    /// <summary>What has the ids. It was committed, so it can be looked at afterwards.</summary>
    private async Task RecogniseAsync(QueuedAppend append)
    {
        try
        {
            var ids = append.Append.Events.Select(each => each.Id).ToArray();
            var (keys, lastPosition, head) = await reader.FindKeysAsync(ids, append.Append.Stream, CancellationToken.None).ConfigureAwait(false);
            append.Pending.Complete([append.Append.CheckDuplicates(keys, lastPosition, head)
                ?? throw new EventStoreUnusableException("The server found an id that is not there: the database is damaged.")]);
        }
        catch (Exception failure)
        {
            append.Pending.Fail(PostgreSqlErrors.Translate(failure));
        }
    }

    /// <summary>An exception of its own for each caller; the one they share is inside.</summary>
    private static void Fail(Flush flush, Exception failure, bool certain)
    {
        foreach (var (append, _) in flush.Appends)
        {
            // Who has no events has nothing in doubt.
            append.Pending.Fail(certain || append.Append.Events.Count == 0
                ? PostgreSqlErrors.Translate(failure)
                : new AppendOutcomeUnknownException(append.Append.Stream, failure));
        }
    }

    private async Task<AppendConnection> OpenAsync()
    {
        var connection = await Connections.OpenAsync(dataSource, CancellationToken.None).ConfigureAwait(false);
        return new AppendConnection(connection, sql, options.LockTimeout, prepared.AreUsed);
    }

    private async Task GiveUpAsync(AppendConnection? connection, Exception failure)
    {
        if (connection is { IsOpen: true } && !prepared.AreLost(failure))
        {
            idle.Add(connection);
        }
        else if (connection is not null)
        {
            // What happened to this one has probably happened to the others too. Each would put another append in doubt.
            await connection.DisposeAsync().ConfigureAwait(false);
            await CloseIdleAsync().ConfigureAwait(false);
        }
    }

    private async Task CloseIdleAsync()
    {
        while (idle.TryTake(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
