namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>Patterns of names, compared by trying every short name.</summary>
internal static class Patterns
{
    internal static readonly string[] All = ["*", "a*", "*b", "ab*", "*ab", "a*b", "*c", "b*", "*a*", "**", "b*b", "a**b"];

    /// <summary>All names of up to six letters: more than any two of these patterns need to be told apart.</summary>
    private static readonly string[] ShortNames = [.. NamesOf(6)];

    private static readonly HashSet<(string, string)> Overlapping = [.. Pairs((one, other) => one && other, all: false)];

    private static readonly HashSet<(string, string)> Within = [.. Pairs((narrow, wide) => !narrow || wide, all: true)];

    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        if (pattern.IsEmpty || name.IsEmpty)
        {
            return name.IsEmpty && pattern.Trim('*').IsEmpty;
        }

        return pattern[0] == '*'
            ? Matches(pattern[1..], name) || Matches(pattern, name[1..])
            : pattern[0] == name[0] && Matches(pattern[1..], name[1..]);
    }

    internal static bool Overlap(string one, string other) => Overlapping.Contains((one, other));

    internal static bool IsWithin(string narrow, string wide) => Within.Contains((narrow, wide));

    /// <summary>The pairs of patterns for which something holds of all short names, or of any.</summary>
    private static IEnumerable<(string, string)> Pairs(Func<bool, bool, bool> holds, bool all)
    {
        var matched = All.ToDictionary(pattern => pattern, pattern => ShortNames.Select(name => Matches(pattern, name)).ToArray(), StringComparer.Ordinal);
        return from one in All
               from other in All
               let each = matched[one].Zip(matched[other], holds)
               where all ? each.All(holding => holding) : each.Any(holding => holding)
               select (one, other);
    }

    /// <summary>All names of at most so many letters.</summary>
    private static IEnumerable<string> NamesOf(int length) =>
        length == 0 ? [""] : NamesOf(length - 1).SelectMany(name => "abcz".Select(letter => letter + name)).Append("");
}
