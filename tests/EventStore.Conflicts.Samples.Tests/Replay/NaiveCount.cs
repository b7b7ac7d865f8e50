namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>
/// The figures of a replay, counted in another way: straight over the rows, with lists and loops. It shares nothing with the sample or the library.
/// </summary>
internal static class NaiveCount
{
    /// <summary>Completed, stale, admitted and rejected saves of rows with the columns time, case, activity, lifecycle, resource.</summary>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="conflict">Whether a saved row, the first, conflicts with one that was written meanwhile.</param>
    internal static int[] Of(IReadOnlyList<string[]> rows, Func<string[], string[], bool> conflict)
    {
        var (completed, stale, rejected) = (0, 0, 0);
        for (var save = 0; save < rows.Count; save++)
        {
            var open = rows[save][3] == "COMPLETE" ? OpenedAt(rows, save) : null;
            if (open is null)
            {
                continue;
            }

            completed++;
            var missed = rows.Take(save).Skip(open.Value + 1).Where(row => row[1] == rows[save][1]).ToList();
            if (missed.Count > 0)
            {
                stale++;
                rejected += missed.Exists(row => conflict(rows[save], row)) ? 1 : 0;
            }
        }

        return [completed, stale, stale - rejected, rejected];
    }

    /// <summary>The row of the START that a COMPLETE saves: the last one of its case and activity, unless another COMPLETE came after it.</summary>
    private static int? OpenedAt(IReadOnlyList<string[]> rows, int save)
    {
        for (var before = save - 1; before >= 0; before--)
        {
            var row = rows[before];
            if (row[1] == rows[save][1] && row[2] == rows[save][2] && row[3] is "START" or "COMPLETE")
            {
                return row[3] == "START" ? before : null;
            }
        }

        return null;
    }
}
