using System.Diagnostics.CodeAnalysis;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// Keeps what was used last: at least <paramref name="generation"/> entries, and at most twice as many. When the younger generation is full, the older is dropped; what is found in the
/// older moves to the younger. Not safe for many threads.
/// </summary>
internal sealed class RecentCache<TKey, TValue>(int generation, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> young = new(comparer);
    private Dictionary<TKey, TValue> old = new(comparer);

    internal bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out value))
        {
            return true;
        }

        var found = old.TryGetValue(key, out value);
        if (found)
        {
            Keep(key, value!);
        }

        return found;
    }

    internal TValue Keep(TKey key, TValue value)
    {
        if (young.Count >= generation)
        {
            (young, old) = (old, young);
            young.Clear();
        }

        young[key] = value;
        return value;
    }

    internal void Forget()
    {
        young.Clear();
        old.Clear();
    }
}
