using System.Globalization;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>What happened in some histories.</summary>
internal sealed class HistoryFigures
{
    private readonly Dictionary<CallOutcome, long> outcomes = [];
    private long histories;
    private long events;
    private long dropped;
    private long reads;

    internal void Add(History history)
    {
        histories++;
        events += history.Stored.Count;
        dropped += history.Dropped.Count;
        reads += history.Observations.Count;
        foreach (var call in history.Calls)
        {
            outcomes[call.Outcome] = outcomes.GetValueOrDefault(call.Outcome) + 1;
        }
    }

    /// <summary>The figures in one line.</summary>
    internal string Tell(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{histories:N0} histories, {outcomes.Values.Sum():N0} calls ({string.Join(", ", outcomes.OrderBy(each => each.Key).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Value:N0} {each.Key}")))}), "
        + $"{events:N0} events, {dropped:N0} dropped by merges, {reads:N0} reads, 0 violations in {elapsed.TotalSeconds:N1} s, {histories / elapsed.TotalSeconds:N0} histories/s");
}
