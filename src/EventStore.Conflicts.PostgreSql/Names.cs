using System.Collections.Concurrent;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// The numbers that names are stored as, kept by number, up to a bound; past it they are forgotten and asked for again. What is there was committed, and names
/// never change on the same server. Safe for many threads.
/// </summary>
internal sealed class Names<TKey, TValue>
    where TKey : notnull
{
    private const int MaxKept = 100_000;

    private readonly ConcurrentDictionary<TKey, TValue> kept = new();
    private int count;

    internal bool TryGet(TKey key, out TValue value) => kept.TryGetValue(key, out value!);

    internal void Keep(TKey key, TValue value)
    {
        if (!kept.TryAdd(key, value))
        {
            return;
        }

        if (Interlocked.Increment(ref count) > MaxKept)
        {
            kept.Clear();
            Volatile.Write(ref count, 0);
        }
    }
}
