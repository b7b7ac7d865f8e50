using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Appending;

/// <content>What is written to the log.</content>
internal sealed partial class StaleAppendReporting
{
#pragma warning disable SYSLIB1015 // What the report's text says is also a value of its own, for those who filter: named as the values of a template are.
    [LoggerMessage(1, LogLevel.Information, "Stale append. {Report}")]
    private partial void LogAdmitted(AppendDecision Decision, StreamId Stream, ExpectedVersion Expected, long Actual, long Behind, ConflictReport report);

    [LoggerMessage(2, LogLevel.Warning, "Stale append. {Report}")]
    private partial void LogRefused(AppendDecision Decision, StreamId Stream, ExpectedVersion Expected, long Actual, long Behind, ConflictReport report);

    [LoggerMessage(3, LogLevel.Information, "The candidate registry would have decided {Candidate} where {Decision} was decided. {Report}")]
    private partial void LogShadowDiffers(
        AppendDecision candidate, AppendDecision Decision, StreamId Stream, ExpectedVersion Expected, long Actual, long Behind, ConflictReport report);
#pragma warning restore SYSLIB1015

    [LoggerMessage(4, LogLevel.Warning, "The candidate registry could not judge a stale append to stream '{Stream}'; it changes nothing.")]
    private partial void LogShadowFailed(Exception failure, StreamId stream);

    [LoggerMessage(5, LogLevel.Warning, "A stale append to stream '{Stream}' succeeded ({Outcome}), and its report could not be read; observers were not told.")]
    private partial void LogUnread(Exception failure, AppendOutcome outcome, StreamId stream);

    [LoggerMessage(6, LogLevel.Error, "An observer of stale appends, or a listener to their telemetry, failed; what was decided stands.")]
    private partial void LogObserverFailed(Exception failure);
}
