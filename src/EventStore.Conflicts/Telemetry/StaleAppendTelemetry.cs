using System.Diagnostics;

namespace EventStore.Conflicts.Telemetry;

/// <summary>Counts stale appends: what was decided, which types met, what merges did. One per store. Safe for many threads.</summary>
internal sealed class StaleAppendTelemetry
{
    private const int MaxPairs = 200;
    private const string Other = "_OTHER";
    private const string NoEvent = "_NONE";

    private readonly Lock sync = new();
    private readonly HashSet<(string, string)> pairs = [];

    internal static void Admitted(AppendResult result)
    {
        var decision = result.Outcome == AppendOutcome.Dropped ? AppendDecision.Dropped : AppendDecision.Admitted;
        Instruments.StaleAppends.Add(1, Tag(Instruments.Decision, Instruments.NameOf(decision)));
        foreach (var merge in result.Merges)
        {
            Instruments.Merges.Add(1, Tag(Instruments.MergeOutcome, merge.Outcome == PairOutcome.Dropped ? "dropped" : "replaced"));
        }
    }

    internal void Refused(ConflictReport report)
    {
        Instruments.StaleAppends.Add(1, Tag(Instruments.Decision, Instruments.NameOf(AppendDecision.Refused)));
        if (!Instruments.Conflicts.Enabled)
        {
            return;
        }

        var unlisted = report.ConflictCount;
        foreach (var (types, count) in report.Conflicts.CountBy(pair => Bounded(pair.IncomingType ?? NoEvent, pair.ConcurrentType)))
        {
            Count(types, count);
            unlisted -= count;
        }

        if (unlisted > 0)
        {
            Count((Other, Other), unlisted);
        }
    }

    internal static void Shadowed(AppendDecision active, AppendDecision candidate) => Instruments.ShadowDecisions.Add(
        1, Tag(Instruments.Decision, Instruments.NameOf(active)), Tag(Instruments.ShadowDecision, Instruments.NameOf(candidate)));

    private static void Count((string Incoming, string Concurrent) types, long count) =>
        Instruments.Conflicts.Add(count, Tag(Instruments.IncomingType, types.Incoming), Tag(Instruments.ConcurrentType, types.Concurrent));

    /// <summary>The first pairs by their names, all that come later as one: a host with many types must not flood whoever keeps the series.</summary>
    private (string Incoming, string Concurrent) Bounded(string incoming, string concurrent)
    {
        lock (sync)
        {
            return pairs.Contains((incoming, concurrent)) || (pairs.Count < MaxPairs && pairs.Add((incoming, concurrent)))
                ? (incoming, concurrent)
                : (Other, Other);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
