using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventStore.Conflicts.Telemetry;

/// <summary>
/// Everything that can be listened to, but for what the engines add to it under the same name. Names and units follow OpenTelemetry. The table in
/// docs/telemetry.md is compared with it.
/// </summary>
internal static class Instruments
{
    internal const string ErrorType = "error.type";
    internal const string Outcome = "eventstore.append.outcome";
    internal const string Decision = "eventstore.append.decision";
    internal const string ShadowDecision = "eventstore.shadow.decision";
    internal const string MergeOutcome = "eventstore.merge.outcome";
    internal const string IncomingType = "eventstore.event.incoming_type";
    internal const string ConcurrentType = "eventstore.event.concurrent_type";

    private const string Name = "EventStore.Conflicts";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(fieldCount: 3);
    private static readonly Meter Meter = new(Name, Version);

    internal static ActivitySource Activities { get; } = new(Name, Version);

    internal static Counter<long> Appends { get; } = Meter.CreateCounter<long>(
        "eventstore.appends", "{append}", "Appends, by how they ended; each attempt of a retry counts.");

    internal static Counter<long> Events { get; } = Meter.CreateCounter<long>("eventstore.events", "{event}", "Events that were appended.");

    internal static Histogram<double> AppendDuration { get; } = Meter.CreateHistogram(
        "eventstore.append.duration",
        "s",
        "How long the caller of an append waited for its end.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    internal static Counter<long> StaleAppends { get; } = Meter.CreateCounter<long>("eventstore.stale_appends", "{append}", "Stale appends, by what was decided.");

    internal static Counter<long> Conflicts { get; } = Meter.CreateCounter<long>(
        "eventstore.conflicts", "{conflict}", "Pairs of events that appends were refused for, by their types.");

    internal static Counter<long> Merges { get; } = Meter.CreateCounter<long>("eventstore.merges", "{event}", "Events that merges replaced or dropped.");

    internal static Counter<long> ShadowDecisions { get; } = Meter.CreateCounter<long>(
        "eventstore.shadow.decisions", "{append}", "Stale appends, by what was decided and what the candidate registry would have decided.");

    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>("eventstore.retries", "{retry}", "Operations tried again, by the fault before.");

    /// <summary>What a decision is called where it is counted.</summary>
    internal static string NameOf(AppendDecision decision) => decision switch
    {
        AppendDecision.Admitted => "admitted",
        AppendDecision.Dropped => "dropped",
        AppendDecision.Refused => "refused",
        _ => "_OTHER",
    };

    /// <summary>What a failure is called where it is counted.</summary>
    internal static string? TypeOf(Exception failure) => failure.GetType().FullName;
}
