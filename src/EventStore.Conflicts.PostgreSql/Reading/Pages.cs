using System.Runtime.CompilerServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>A page of events.</summary>
/// <param name="Events">The events, in order.</param>
/// <param name="Bound">How far the reading goes that it is a part of; nothing where it has no events.</param>
/// <param name="NextCount">How many events the next page may hold.</param>
internal sealed record Page<TBound>(List<StoredEvent> Events, TBound Bound, int NextCount)
    where TBound : struct;

/// <summary>Page after page as one sequence.</summary>
internal static class Pages
{
    /// <summary>A page of at most so many events after <paramref name="last"/>, and how far the reading goes, which the first page finds out; null before it.</summary>
    internal delegate Task<Page<TBound>> Read<TBound>(StoredEvent? last, TBound? bound, long count, CancellationToken cancellationToken)
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
        Task<Page<TBound>>? ahead = null;
        var count = EventPage.FirstCount;
        for (StoredEvent? last = null; maxCount > 0;)
        {
            var page = await (ahead ?? read(last, bound, Math.Min(maxCount, count), cancellationToken)).ConfigureAwait(false);
            if (page.Events.Count == 0)
            {
                yield break;
            }

            maxCount -= page.Events.Count;
            (var isFirst, bound, last, count) = (last is null, bound ?? page.Bound, page.Events[^1], page.NextCount);
            ahead = isFirst || maxCount <= 0 ? null : Unwatched(read(last, bound, Math.Min(maxCount, count), cancellationToken));
            foreach (var each in page.Events)
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
