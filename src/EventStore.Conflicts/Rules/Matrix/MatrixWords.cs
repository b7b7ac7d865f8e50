using System.Globalization;
using System.Text;

namespace EventStore.Conflicts.Rules;

/// <summary>The signs and words of a matrix, the same wherever it is shown.</summary>
internal static class MatrixWords
{
    internal const string Corner = "incoming ↓ concurrent →";
    internal const string AnyType = "any type";
    internal const string AnyOtherType = "any other type";
    internal const string ItsOwnType = "its own type";
    internal const string NotNamed = "–";

    private const string Empty = "No types are known, and nothing is declared of any: every event conflicts with every other.";

    private const string Signs =
        "✗ conflict · ✓ compatible · ? a predicate decides · = conflict where both have the same key · M a merge decides. "
        + "In brackets: nobody said so, it follows. An incoming type that no row is about (not mapped, and no rule names it) conflicts with everything.";

    private const string Patterns =
        "A pattern is about the names that it matches and that have no row or column of their own. "
        + "Of several columns that match a name the narrowest counts; – leaves it to the other columns.";

    /// <summary>What has to be known to read the table.</summary>
    internal static IEnumerable<string> Legends(RegistryDescription registry) =>
        registry.Rows.Count == 0 ? [Empty] : registry.Patterns.Count > 0 || registry.Rows.Any(row => row.IsPattern) ? [Signs, Patterns] : [Signs];

    internal static string Sign(ConflictRuleKind kind) => kind switch
    {
        ConflictRuleKind.ConflictsWith => "✗",
        ConflictRuleKind.When => "?",
        ConflictRuleKind.SameBy => "=",
        ConflictRuleKind.ResolveWith => "M",
        ConflictRuleKind.CompatibleWith or ConflictRuleKind.NeverConflicts => "✓",
        ConflictRuleKind.NotListed => "(✓)",
        _ => "(✗)",
    };

    /// <summary>
    /// A name in which everything is written out that could rearrange or break the page it stands in: controls, of text direction too, and non-characters.
    /// </summary>
    internal static string Visible(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF;
}
