using System.Diagnostics;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// Appends every row of a log to its case's stream, in file order, the way the people in it worked: who opens a work item holds the version the case
/// has then, and saves it against that version, whatever others wrote meanwhile.
/// </summary>
/// <remarks>
/// Appends to different cases that nothing can refuse are sent without waiting for each other's answers, so that they share commits. The next one of a case waits for
/// the one before it: a store may take two that it is given at the same time in any order. Before a stale save, which may be refused, every answer is waited for.
/// </remarks>
internal sealed class Replayer(IEventStore store, Action<long> progress)
{
    private const int MaxInFlight = 256;

    private readonly ReplayFigures figures = new();
    private readonly Dictionary<StreamId, (long Head, long Row)> cases = [];
    private readonly Dictionary<(StreamId Case, string Activity), long> held = [];
    private readonly Queue<Task<AppendResult>> inFlight = [];

    /// <summary>Replays the rows.</summary>
    internal async Task<ReplayFigures> RunAsync(IEnumerable<LogRow> rows, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var row in rows)
        {
            var (head, rowBefore) = cases.GetValueOrDefault(row.Stream);
            var seen = head;
            if (row.Saves && held.Remove((row.Stream, row.Activity), out var version))
            {
                figures.Completed++;
                seen = version;
            }

            if (seen < head)
            {
                await AnswersAsync(atMost: 0);
                await SaveStaleAsync(row, seen, cancellationToken);
            }
            else
            {
                await AnswersAsync(atMost: Math.Min(MaxInFlight - 1, figures.Events - rowBefore));
                inFlight.Enqueue(AppendAsync(row, head, cancellationToken));
            }

            figures.Events++;
            cases[row.Stream] = (head + 1, figures.Events);
            if (row.Opens)
            {
                held[(row.Stream, row.Activity)] = head + 1;
            }

            progress(figures.Events);
        }

        await AnswersAsync(atMost: 0);
        figures.Streams = cases.Count;
        figures.Elapsed = Stopwatch.GetElapsedTime(started);
        return figures;
    }

    /// <summary>Saves against the version that was held. Where that is refused, what was missed is read and the save goes to the head.</summary>
    private async Task SaveStaleAsync(LogRow row, long seen, CancellationToken cancellationToken)
    {
        try
        {
            var result = await AppendAsync(row, seen, cancellationToken);
            var passed = await ReadAsync(row.Stream, result.Concurrent!.Value, cancellationToken);
            figures.CountAdmitted(row.Type, passed.Select(theirs => theirs.Type));
        }
        catch (StreamConflictException conflict)
        {
            figures.CountRejected(row.Type, conflict.Conflicts.Select(pair => pair.ConcurrentType));
            var missed = await ReadAsync(row.Stream, new VersionRange(seen + 1, conflict.Actual), cancellationToken);
            await AppendAsync(row, missed[^1].Version, cancellationToken);
        }
    }

    private Task<AppendResult> AppendAsync(LogRow row, long seen, CancellationToken cancellationToken) =>
        store.AppendToStreamAsync(row.Stream, ExpectedVersion.Exactly(seen), [row.ToEvent()], cancellationToken: cancellationToken);

    /// <summary>Waits for answers, the oldest first, until no more than <paramref name="atMost"/> are open.</summary>
    private async Task AnswersAsync(long atMost)
    {
        while (inFlight.Count > atMost)
        {
            await inFlight.Dequeue();
        }
    }

    private async Task<List<RecordedEvent>> ReadAsync(StreamId stream, VersionRange range, CancellationToken cancellationToken)
    {
        List<RecordedEvent> read = [];
        await foreach (var each in store.ReadStreamAsync(
            stream, fromVersion: range.First, maxCount: range.Count, cancellationToken: cancellationToken))
        {
            read.Add(each);
        }

        return read;
    }
}
