using System.Text;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>A pattern over whole names, case-sensitive: <c>*</c> stands for any run of characters (also none, also with <c>/</c>), <c>?</c> for one.</summary>
/// <remarks>
/// Resolved here and not by the library, whose patterns mean something else: they know no <c>?</c>, the narrower of two decides where a rules file has an error, and two
/// that overlap can't stand in one list.
/// </remarks>
internal sealed class Glob(string pattern)
{
    private static readonly Rune AnyRun = new('*');
    private static readonly Rune AnyOne = new('?');

    // By code point, so that ? stands for one character beyond U+FFFF too.
    private readonly Rune[] pattern = [.. pattern.EnumerateRunes()];

    /// <summary>True where <paramref name="text"/> has a wildcard; anything else names one type.</summary>
    internal static bool IsGlob(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>True where the whole of <paramref name="name"/> fits the pattern.</summary>
    internal bool Matches(string name)
    {
        Rune[] text = [.. name.EnumerateRunes()];
        var (p, t) = (0, 0);
        var (star, resume) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == AnyRun)
            {
                (star, resume) = (p, t);
                p++;
            }
            else if (p < pattern.Length && (pattern[p] == AnyOne || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // What follows the last star doesn't fit here: let the star take one character more.
                resume++;
                (p, t) = (star + 1, resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept(AnyRun) < 0;
    }
}
