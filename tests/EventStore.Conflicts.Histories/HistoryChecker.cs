using EventStore.Conflicts.Histories.Checking;

namespace EventStore.Conflicts.Histories;

/// <summary>
/// Says which promises of a store a history breaks. Takes time in proportion to the history and to what its stale appends were judged against; nothing is searched for
/// by trying orders, because what is in the store at the end tells the order.
/// </summary>
public static class HistoryChecker
{
    /// <summary>The first of them; empty where a right store could have answered so.</summary>
    public static IReadOnlyList<Violation> Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var findings = new Findings();
        var content = new Content(history, findings);
        content.Check();
        if (!content.IsOrdered)
        {
            return findings.All; // there is no order to lay anything beside
        }

        var fates = Fates.Of(history, content);
        new OutcomeCheck(content, fates, findings).Check();
        var streams = new Streams(content, fates);
        new OrderCheck(streams, fates, findings).Check();
        new AdmissionCheck(history, content, fates, findings).Check();
        new ReaderCheck(history, content, streams, findings).Check();
        return findings.All;
    }
}
