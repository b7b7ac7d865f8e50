using System.Globalization;
using System.Text;

namespace EventStore.Conflicts;

/// <summary>
/// A stale append that was refused: events it conflicts with were committed after the version its caller had seen, or too many were. Nothing was written.
/// Says which pairs conflict and which rule decided; load what was missed and decide again. Where a predicate or a merge threw, the first such exception is inside.
/// </summary>
public sealed class StreamConflictException : ConcurrencyException
{
    private const int PairsInMessage = 5;

    /// <summary>A refusal of an append.</summary>
    /// <param name="report">Why; names its stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="report"/> names no stream.</exception>
    public StreamConflictException(ConflictReport report)
        : base(StreamOf(report), report.Expected, report.Actual, Describe(report), report.Conflicts.FirstOrDefault(pair => pair.Failure is not null)?.Failure)
    {
        Report = report;
        Conflicts = [.. report.Conflicts];
    }

    /// <summary>Everything that is known of the refusal.</summary>
    public ConflictReport Report { get; }

    /// <summary>
    /// The conflicting pairs, in the order of the concurrent events, up to a cap
    /// (<see cref="EventStoreLimits.MaxReportedConflicts"/>). Empty where the append was only too far behind.
    /// </summary>
    public IReadOnlyList<ExaminedPair> Conflicts { get; }

    /// <summary>How many conflicting pairs there were, listed or not.</summary>
    public long ConflictCount => Report.ConflictCount;

    private static StreamId StreamOf(ConflictReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Stream ?? throw new ArgumentException("The report names no stream.", nameof(report));
    }

    private static string Describe(ConflictReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Stream '{report.Stream}' was expected {report.Expected.Describe()}, but is at version {report.Actual}");
        if (report.ExceededCap is { } cap)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {report.Behind} events behind is too far for {cap}");
        }

        if (report.ConflictCount > 0)
        {
            text.Append(", and what was committed meanwhile conflicts with this append:");
        }

        foreach (var conflict in report.Conflicts.Take(PairsInMessage))
        {
            text.AppendLine().Append("- ").Append(conflict);
        }

        if (report.ConflictCount > PairsInMessage)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- and {report.ConflictCount - PairsInMessage} more");
        }

        return text.ToString();
    }
}
