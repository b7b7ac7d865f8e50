using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Telemetry;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// Tells of stale appends that are decided: counts them, logs them, tells observers, and lets the candidate of shadow mode judge them too. Whatever fails here
/// is logged and changes nothing, and no token of a caller ends it. Safe for many threads.
/// </summary>
internal sealed partial class StaleAppendReporting(
    IReadOnlyList<IConflictObserver> observers, ConflictRegistry? shadow, TimeProvider timeProvider, ILogger logger)
{
    private readonly StaleAppendTelemetry telemetry = new();

    /// <summary>Of one that is durable. Its report costs a read, so it is made only where somebody wants it.</summary>
    internal async Task AdmittedAsync(StaleAppend stale, AppendResult result)
    {
        Tell(() => StaleAppendTelemetry.Admitted(result));
        if (observers.Count == 0 && shadow is null && !logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        ConflictReport report;
        try
        {
            report = await result.ReportSource!.GetAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogUnread(failure, result.Outcome, stale.Stream);
            return;
        }

        LogAdmitted(report.Decision, stale.Stream, report.Expected, report.Actual, report.Behind, report);
        await TellAsync(stale, report).ConfigureAwait(false);
    }

    /// <summary>Of one that is refused for good.</summary>
    internal async Task RefusedAsync(StaleAppend stale, StreamConflictException refusal)
    {
        var report = refusal.Report;
        Tell(() => telemetry.Refused(report));
        LogRefused(report.Decision, stale.Stream, report.Expected, report.Actual, report.Behind, report);
        await TellAsync(stale, report).ConfigureAwait(false);
    }

    private async Task TellAsync(StaleAppend stale, ConflictReport report)
    {
        foreach (var observer in observers)
        {
            Tell(() => observer.OnStaleAppend(report));
        }

        if (shadow is not null && await JudgeAsync(stale, shadow, report.Actual).ConfigureAwait(false) is { } candidate)
        {
            Tell(() => StaleAppendTelemetry.Shadowed(report.Decision, candidate.Decision));
            if (candidate.Decision != report.Decision)
            {
                LogShadowDiffers(candidate.Decision, report.Decision, stale.Stream, report.Expected, report.Actual, report.Behind, candidate);
            }

            foreach (var observer in observers)
            {
                Tell(() => observer.OnShadowVerdict(report, candidate));
            }
        }
    }

    /// <summary>What the candidate says of the same append over the same events; null where it could not look at them.</summary>
    private async Task<ConflictReport?> JudgeAsync(StaleAppend stale, ConflictRegistry candidate, long head)
    {
        try
        {
            var judged = stale.Under(candidate);
            await judged.ExamineAsync(head, CancellationToken.None).ConfigureAwait(false);
            return judged.Conclude(head, timeProvider.GetUtcNow());
        }
        catch (Exception failure)
        {
            LogShadowFailed(failure, stale.Stream);
            return null;
        }
    }

    /// <summary>Calls the host's code.</summary>
    private void Tell(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception failure)
        {
            LogObserverFailed(failure);
        }
    }
}
