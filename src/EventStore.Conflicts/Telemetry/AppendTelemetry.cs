using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Telemetry;

/// <summary>
/// Appends as listeners see them: an activity for each, how it ended, how long it took. Where nobody listens, the caller asks <see cref="IsListenedTo"/> and
/// pays no more than that.
/// </summary>
internal sealed partial class AppendTelemetry(TimeProvider timeProvider, ILogger logger)
{
    internal static bool IsListenedTo =>
        Instruments.Activities.HasListeners() || Instruments.Appends.Enabled || Instruments.Events.Enabled || Instruments.AppendDuration.Enabled;

    /// <summary>Makes an append, and tells listeners of it whatever becomes of it.</summary>
    internal async Task<AppendResult> ListenAsync(StreamId stream, ExpectedVersion expected, int events, Func<Task<AppendResult>> append)
    {
        var activity = Start(stream, expected, events);
        var started = timeProvider.GetTimestamp();
        AppendResult result;
        try
        {
            result = await append().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            End(activity, started, AppendEnd.Of(failure));
            throw;
        }

        End(activity, started, AppendEnd.Of(result, expected));
        return result;
    }

    // Internal: the engine is in this process; a driver that asks a server has an activity of its own for that.
    private static Activity? Start(StreamId stream, ExpectedVersion expected, int events)
    {
        var activity = Instruments.Activities.StartActivity("eventstore.append");
        return activity is { IsAllDataRequested: true }
            ? activity
                .SetTag("eventstore.stream.id", stream.ToString())
                .SetTag("eventstore.append.expected", expected.ToString())
                .SetTag("eventstore.append.events", events)
            : activity;
    }

    private void End(Activity? activity, long started, AppendEnd end)
    {
        try
        {
            var tags = new TagList { { Instruments.Outcome, end.Outcome } };
            if (end.Failure is not null)
            {
                tags.Add(Instruments.ErrorType, Instruments.TypeOf(end.Failure));
            }

            Instruments.Appends.Add(1, tags);
            Instruments.AppendDuration.Record(timeProvider.GetElapsedTime(started).TotalSeconds, tags);
            if (end.Events > 0)
            {
                Instruments.Events.Add(end.Events);
            }

            Stop(activity, tags, end);
        }
        catch (Exception failure)
        {
            // Listeners are the host's code, and by now the append is what it is.
            LogListenerFailed(failure);
        }
    }

    private static void Stop(Activity? activity, in TagList tags, AppendEnd end)
    {
        if (activity is { IsAllDataRequested: true })
        {
            foreach (var (name, value) in tags)
            {
                activity.SetTag(name, value);
            }

            if (end.Behind is { } behind)
            {
                activity.SetTag("eventstore.append.behind", behind);
            }
        }

        if (end.Failure is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error, end.Failure.Message);
        }

        activity?.Stop();
    }

    [LoggerMessage(7, LogLevel.Error, "A listener to the telemetry of an append failed; the append has ended as it would have without.")]
    private partial void LogListenerFailed(Exception failure);
}
