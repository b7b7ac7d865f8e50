using System.Diagnostics;

namespace EventStore.Conflicts.PostgreSql.Load.Writing;

/// <summary>
/// Appends until it is told to stop, one after the other, and each one until the answer is definite. Now and then it sends one twice, at once or later, or one that others
/// send as well, and looks whether the store recognises it.
/// </summary>
internal sealed partial class Writer(IEventStore store, string name, double crossing, long[] known, EventLog acknowledged, Problems problems)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Random random = new();
    private readonly WriterReport report = new();
    private (Draft Draft, VersionRange Versions)? last;

    internal async Task<WriterReport> RunAsync(CancellationToken stopping)
    {
        try
        {
            // The last append begins after the stop, so whatever happened before, the way to the server is open again.
            for (var isLast = false; !isLast;)
            {
                isLast = stopping.IsCancellationRequested;
                await (random.NextDouble() < crossing ? SendCrossingAsync() : SendOwnAsync());
                if (random.Next(10) == 0)
                {
                    await SendAgainAsync();
                }
            }
        }
        catch (Exception problem)
        {
            problems.Add($"Writer {name} ended: {problem}");
        }

        return report;
    }

    /// <summary>Sends it until the store says what became of it: no result where it was refused.</summary>
    private async Task<(AppendResult? Result, bool WasUnknown)> SettleAsync(Draft draft)
    {
        var (sending, started) = (Sending.Begin(), Stopwatch.GetTimestamp());
        AppendResult? result = null;
        for (var isSettled = false; !isSettled;)
        {
            try
            {
                result = await store.AppendToStreamAsync(LoadStore.Stream(draft.Stream), draft.Expected, draft.Events);
                isSettled = true;
            }
            catch (ConcurrencyException refused)
            {
                Volatile.Write(ref known[draft.Stream], refused.Actual);
                isSettled = true;
            }
            catch (Exception failure) when (
                failure is EventStoreUnavailableException or AppendOutcomeUnknownException && Stopwatch.GetElapsedTime(started) < Patience)
            {
                // The store's own retries ran out.
                sending.Failed(failure);
            }
        }

        var waited = Stopwatch.GetElapsedTime(started);
        lock (report)
        {
            report.LongestWait = waited > report.LongestWait ? waited : report.LongestWait;
            report.Unknown += sending.WasUnknown ? 1 : 0;
            report.UnknownCommitted += sending.WasUnknown && result is { Outcome: AppendOutcome.AlreadyAppended } ? 1 : 0;
        }

        return (result, sending.WasUnknown);
    }

    private void Remember(Draft draft, AppendResult? result, bool isNew)
    {
        if (result is not { Versions: { } versions, Position: { } position })
        {
            report.Refused++;
            return;
        }

        for (var i = 0; i < draft.Events.Length; i++)
        {
            var isLast = i == draft.Events.Length - 1;
            acknowledged.Write(new LoggedEvent(draft.Events[i].Id, LoadStore.Stream(draft.Stream), versions.First + i, isLast ? position : null));
        }

        report.Appends += isNew ? 1 : 0;
        report.Recognised += isNew ? 0 : 1;
        report.Admitted += result.Outcome == AppendOutcome.Admitted ? 1 : 0;
        report.LastPosition = position > report.LastPosition ? position : report.LastPosition;
        Volatile.Write(ref known[draft.Stream], versions.Last);
        last = (draft, versions);
    }
}
