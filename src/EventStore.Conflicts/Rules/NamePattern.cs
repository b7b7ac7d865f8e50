namespace EventStore.Conflicts.Rules;

/// <summary>A pattern of type names: <c>*</c> stands for any characters, also none. Compared ordinally.</summary>
internal static class NamePattern
{
    private const char Any = '*';

    internal static bool IsPattern(string name) => name.Contains(Any, StringComparison.Ordinal);

    /// <summary>
    /// True where <paramref name="pattern"/> matches <paramref name="name"/>. Of a name that is a pattern itself: where it matches every name that one does.
    /// </summary>
    internal static bool Matches(string pattern, string name)
    {
        var (p, n, star, retry) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == Any)
            {
                (star, retry) = (p++, n);
            }
            else if (p < pattern.Length && pattern[p] == name[n] && name[n] != Any)
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept(Any) < 0;
    }

    /// <summary>True where some name is matched by both patterns.</summary>
    internal static bool Overlap(string one, string other)
    {
        // ends[i, j]: the rest of one from i and the rest of the other from j have a name in common.
        var ends = new bool[one.Length + 1, other.Length + 1];
        for (var i = one.Length; i >= 0; i--)
        {
            for (var j = other.Length; j >= 0; j--)
            {
                var (first, second) = (i < one.Length ? one[i] : '\0', j < other.Length ? other[j] : '\0');
                ends[i, j] = (i == one.Length && j == other.Length)
                    || (first == Any && (ends[i + 1, j] || (j < other.Length && ends[i, j + 1])))
                    || (second == Any && (ends[i, j + 1] || (i < one.Length && ends[i + 1, j])))
                    || (first == second && first is not ('\0' or Any) && ends[i + 1, j + 1]);
            }
        }

        return ends[0, 0];
    }
}
