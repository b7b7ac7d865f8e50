using System.Globalization;
using System.Text;

namespace EventStore.Conflicts;

/// <summary>
/// Why an append was, or would be, admitted or refused: the pairs that were examined, the rule that decided on each and where it was declared, and how far
/// behind the append was. Immutable; can be constructed, for tests.
/// </summary>
public sealed record ConflictReport
{
    private const int PairsInText = 20;

    /// <summary>The stream; null where a registry was asked without a store.</summary>
    public StreamId? Stream { get; init; }

    /// <summary>What the append expected.</summary>
    public required ExpectedVersion Expected { get; init; }

    /// <summary>The version of the stream it was judged at.</summary>
    public required long Actual { get; init; }

    /// <summary>What was decided.</summary>
    public required AppendDecision Decision { get; init; }

    /// <summary>How many events the caller had not seen, its own left out; 0 where the append was not stale.</summary>
    public long Behind { get; init; }

    /// <summary>
    /// The pairs that were examined, in the order of the concurrent events: of those that conflict, and of all others, up to
    /// <see cref="EventStoreLimits.MaxReportedConflicts"/> each.
    /// </summary>
    public IReadOnlyList<ExaminedPair> Pairs { get; init; } = [];

    /// <summary>How many pairs there are, listed or not.</summary>
    public long PairCount { get; init; }

    /// <summary>How many of them conflict, listed or not.</summary>
    public long ConflictCount { get; init; }

    /// <summary>The cap that the append was behind by more than; null where there is none.</summary>
    public StalenessCap? ExceededCap { get; init; }

    /// <summary>What merges made of the batch; empty where it was refused.</summary>
    public IReadOnlyList<EventMerge> Merges { get; init; } = [];

    /// <summary>The listed pairs that conflict.</summary>
    public IEnumerable<ExaminedPair> Conflicts => Pairs.Where(pair => pair.Outcome == PairOutcome.Conflict);

    /// <summary>For people: the decision, and a line for each of the first pairs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Decision}: {(Stream is { } stream ? $"stream '{stream}'" : "the stream")} was expected {Expected.Describe()} and is at version {Actual}, {Behind} behind");
        if (ExceededCap is not null)
        {
            text.AppendLine().Append("- too far behind for ").Append(ExceededCap);
        }

        foreach (var pair in Pairs.Take(PairsInText))
        {
            text.AppendLine().Append("- ").Append(pair);
        }

        if (PairCount > PairsInText)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- and {PairCount - PairsInText} more");
        }

        return text.ToString();
    }
}
