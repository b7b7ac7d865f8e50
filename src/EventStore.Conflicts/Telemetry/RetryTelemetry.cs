using System.Diagnostics;

namespace EventStore.Conflicts.Telemetry;

/// <summary>
/// Retries as listeners see them. Each attempt of an append has an activity of its own, so a retry is an event of what they all belong to: the activity of the
/// caller.
/// </summary>
internal static class RetryTelemetry
{
    internal static void Retrying(int retry, TimeSpan delay, Exception failure)
    {
        var fault = Instruments.TypeOf(failure);
        Instruments.Retries.Add(1, new KeyValuePair<string, object?>(Instruments.ErrorType, fault));
        if (Activity.Current is { IsAllDataRequested: true } caller)
        {
            caller.AddEvent(new ActivityEvent("eventstore.retry", tags: new ActivityTagsCollection
            {
                ["eventstore.retry.number"] = retry,
                ["eventstore.retry.delay"] = delay.TotalSeconds,
                [Instruments.ErrorType] = fault,
            }));
        }
    }
}
