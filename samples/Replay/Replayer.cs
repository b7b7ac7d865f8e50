using System.Diagnostics;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// Appends every row of a log to its case's stream, in file order, the way the people in it worked: who opens a work item holds the version the case
/// has then, and saves it against that version, whatever others wrote meanwhile.
/// </summary>
internal sealed class Replayer(IEventStore store, Action<long> progress)
{
    private readonly ReplayFigures figures = new();
    private readonly HashSet<StreamId> streams = [];
    private readonly Dictionary<(StreamId Case, string Activity), long> held = [];

    /// <summary>Replays the rows. One append at a time, so that the store's order is the file's.</summary>
    internal async Task<ReplayFigures> RunAsync(IEnumerable<LogRow> rows, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var row in rows)
        {
            if (row.Saves && held.Remove((row.Stream, row.Activity), out var version))
            {
                figures.Completed++;
                await SaveAsync(row, version, cancellationToken);
            }
            else
            {
                var result = await AppendAtHeadAsync(row, cancellationToken);
                if (row.Opens)
                {
                    held[(row.Stream, row.Activity)] = result.Version;
                }
            }

            streams.Add(row.Stream);
            figures.Events++;
            progress(figures.Events);
        }

        figures.Streams = streams.Count;
        figures.Elapsed = Stopwatch.GetElapsedTime(started);
        return figures;
    }

    /// <summary>Saves against the version that was held. Where that is refused, what was missed is read and the save goes to the head.</summary>
    private async Task SaveAsync(LogRow row, long version, CancellationToken cancellationToken)
    {
        try
        {
            var result = await store.AppendToStreamAsync(
                row.Stream, ExpectedVersion.Exactly(version), [row.ToEvent()], cancellationToken: cancellationToken);
            if (result is { Outcome: AppendOutcome.Admitted, Concurrent: { } unseen })
            {
                figures.CountAdmitted(row.Type, (await ReadAsync(row.Stream, unseen, cancellationToken)).Select(theirs => theirs.Type));
            }
        }
        catch (StreamConflictException conflict)
        {
            figures.CountRejected(row.Type, conflict.Conflicts.Select(pair => pair.ConcurrentType));
            var missed = await ReadAsync(row.Stream, new VersionRange(version + 1, conflict.Actual), cancellationToken);
            await store.AppendToStreamAsync(
                row.Stream, ExpectedVersion.Exactly(missed[^1].Version), [row.ToEvent()], cancellationToken: cancellationToken);
        }
    }

    private Task<AppendResult> AppendAtHeadAsync(LogRow row, CancellationToken cancellationToken) =>
        store.AppendToStreamAsync(row.Stream, ExpectedVersion.Any, [row.ToEvent()], cancellationToken: cancellationToken);

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
