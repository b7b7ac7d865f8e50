using System.Diagnostics;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// Appends every row of a log to its case's stream, in file order, the way the people in it worked: who opens a work item holds the version the case
/// has then, and saves it against that version, whatever others wrote meanwhile.
/// </summary>
/// <remarks>
/// Appends that nothing can refuse are sent without waiting for the answer of the one before, so that they share commits: the store takes them in the
/// order of the calls, and the replay checks that it did. Before a stale save, which may be refused, every answer is waited for.
/// </remarks>
internal sealed class Replayer(IEventStore store, Action<long> progress)
{
    private const int MaxInFlight = 256;

    private readonly ReplayFigures figures = new();
    private readonly Dictionary<StreamId, long> heads = [];
    private readonly Dictionary<(StreamId Case, string Activity), long> held = [];
    private readonly Queue<Task<AppendResult>> inFlight = [];
    private GlobalPosition last = GlobalPosition.Start;

    /// <summary>Replays the rows.</summary>
    internal async Task<ReplayFigures> RunAsync(IEnumerable<LogRow> rows, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var row in rows)
        {
            var head = heads.GetValueOrDefault(row.Stream);
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
                await AnswersAsync(atMost: MaxInFlight - 1);
                inFlight.Enqueue(AppendAsync(row, head, cancellationToken));
            }

            heads[row.Stream] = head + 1;
            if (row.Opens)
            {
                held[(row.Stream, row.Activity)] = head + 1;
            }

            figures.Events++;
            progress(figures.Events);
        }

        await AnswersAsync(atMost: 0);
        figures.Streams = heads.Count;
        figures.Elapsed = Stopwatch.GetElapsedTime(started);
        return figures;
    }

    /// <summary>Saves against the version that was held. Where that is refused, what was missed is read and the save goes to the head.</summary>
    private async Task SaveStaleAsync(LogRow row, long seen, CancellationToken cancellationToken)
    {
        try
        {
            var result = InOrder(await AppendAsync(row, seen, cancellationToken));
            var passed = await ReadAsync(row.Stream, result.Concurrent!.Value, cancellationToken);
            figures.CountAdmitted(row.Type, passed.Select(theirs => theirs.Type));
        }
        catch (StreamConflictException conflict)
        {
            figures.CountRejected(row.Type, conflict.Conflicts.Select(pair => pair.ConcurrentType));
            var missed = await ReadAsync(row.Stream, new VersionRange(seen + 1, conflict.Actual), cancellationToken);
            InOrder(await AppendAsync(row, missed[^1].Version, cancellationToken));
        }
    }

    private Task<AppendResult> AppendAsync(LogRow row, long seen, CancellationToken cancellationToken) =>
        store.AppendToStreamAsync(row.Stream, ExpectedVersion.Exactly(seen), [row.ToEvent()], cancellationToken: cancellationToken);

    /// <summary>Waits for answers, the oldest first, until no more than <paramref name="atMost"/> are open.</summary>
    private async Task AnswersAsync(int atMost)
    {
        while (inFlight.Count > atMost)
        {
            InOrder(await inFlight.Dequeue());
        }
    }

    private AppendResult InOrder(AppendResult result)
    {
        var position = result.Position!.Value;
        if (position <= last)
        {
            throw new ReplayException("The store did not take the events in the order of the log, so the figures would be wrong.");
        }

        last = position;
        return result;
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
