using System.Globalization;
using System.Text;

namespace EventStore.Conflicts;

/// <summary>
/// A stale append that was refused: events it conflicts with were committed after the version its caller had seen. Nothing was written.
/// Says which pairs conflict and which rule decided; load what was missed and decide again.
/// </summary>
public sealed class StreamConflictException : ConcurrencyException
{
    private const int PairsInMessage = 5;

    /// <summary>A refusal of an append to <paramref name="stream"/>.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">What the append expected.</param>
    /// <param name="actual">The version the stream had.</param>
    /// <param name="conflicts">The conflicting pairs, in the order of the concurrent events, up to a cap.</param>
    /// <param name="conflictCount">How many conflicting pairs there were; at least as many as are listed.</param>
    public StreamConflictException(
        StreamId stream, ExpectedVersion expected, long actual, IReadOnlyList<EventConflict> conflicts, long conflictCount)
        : base(stream, expected, actual, Describe(stream, expected, actual, conflicts, conflictCount))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(conflictCount, conflicts.Count);
        Conflicts = [.. conflicts];
        ConflictCount = conflictCount;
    }

    /// <summary>
    /// The conflicting pairs, in the order of the concurrent events, up to a cap
    /// (<c>EventStoreLimits.MaxReportedConflicts</c>).
    /// </summary>
    public IReadOnlyList<EventConflict> Conflicts { get; }

    /// <summary>How many conflicting pairs there were, listed or not.</summary>
    public long ConflictCount { get; }

    private static string Describe(
        StreamId stream, ExpectedVersion expected, long actual, IReadOnlyList<EventConflict> conflicts, long conflictCount)
    {
        ArgumentNullException.ThrowIfNull(conflicts);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Stream '{stream}' was expected {expected.Describe()}, but is at version {actual}, and what was committed meanwhile conflicts with this append:");
        foreach (var conflict in conflicts.Take(PairsInMessage))
        {
            text.AppendLine().Append("- ").Append(conflict);
        }

        if (conflictCount > PairsInMessage)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- and {conflictCount - PairsInMessage} more");
        }

        return text.ToString();
    }
}
