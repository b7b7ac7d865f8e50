using System.Globalization;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>What happened in some histories.</summary>
internal sealed class HistoryFigures
{
    private readonly Dictionary<CallOutcome, long> outcomes = [];
    private readonly SortedDictionary<string, long> done = new(StringComparer.Ordinal);
    private long histories;
    private long events;
    private long dropped;
    private long reads;

    /// <summary>Adds one.</summary>
    /// <param name="history">The history.</param>
    /// <param name="doneMeanwhile">What was done to its engine, in words that a number can stand before.</param>
    internal void Add(History history, params IReadOnlyList<(long Count, string What)> doneMeanwhile)
    {
        histories++;
        events += history.Stored.Count;
        dropped += history.Dropped.Count;
        reads += history.Observations.Count;
        foreach (var call in history.Calls)
        {
            outcomes[call.Outcome] = outcomes.GetValueOrDefault(call.Outcome) + 1;
        }

        foreach (var (count, what) in doneMeanwhile)
        {
            done[what] = done.GetValueOrDefault(what) + count;
        }
    }

    /// <summary>The figures in one line.</summary>
    internal string Tell(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{histories:N0} histories, {string.Concat(done.Select(each => Figure(each.Value, each.Key) + ", "))}"
        + $"{outcomes.Values.Sum():N0} calls ({string.Join(", ", outcomes.OrderBy(each => each.Key).Select(each => Figure(each.Value, $"{each.Key}")))}), "
        + $"{events:N0} events, {dropped:N0} dropped by merges, {reads:N0} reads, 0 violations in {elapsed.TotalSeconds:N1} s, {histories / elapsed.TotalSeconds:N1} histories/s");

    private static string Figure(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
}
