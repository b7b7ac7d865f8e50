using System.Runtime.CompilerServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>Page after page as one sequence.</summary>
internal static class Pages
{
    /// <summary>A page of at most so many events after <paramref name="last"/>, and how far the reading goes, which the first page finds out; null before it.</summary>
    internal delegate Task<(List<StoredEvent> Events, TBound Bound)> Read<TBound>(StoredEvent? last, TBound? bound, long maxCount, CancellationToken cancellationToken)
        where TBound : struct;

    /// <summary>
    /// From the second page on, the next one is read while the receiver works: who came so far goes on. So there are two in memory at most, and nothing of the
    /// database is held meanwhile.
    /// </summary>
    internal static async IAsyncEnumerable<StoredEvent> ReadAsync<TBound>(
        Read<TBound> read, long maxCount, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TBound : struct
    {
        TBound? bound = null;
        Task<(List<StoredEvent> Events, TBound Bound)>? ahead = null;
        for (StoredEvent? last = null; maxCount > 0;)
        {
            var (page, found) = await (ahead ?? read(last, bound, maxCount, cancellationToken)).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            maxCount -= page.Count;
            (var isFirst, bound, last) = (last is null, bound ?? found, page[^1]);
            ahead = isFirst || maxCount <= 0 ? null : Unwatched(read(last, bound, maxCount, cancellationToken));
            foreach (var each in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return each;
            }
        }
    }

    /// <summary>Its failure is of no interest if nobody waits for it any more.</summary>
    private static Task<T> Unwatched<T>(Task<T> task)
    {
        _ = task.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task;
    }
}
