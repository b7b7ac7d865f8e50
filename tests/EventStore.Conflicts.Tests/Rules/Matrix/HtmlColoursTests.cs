using System.Globalization;
using System.Text.RegularExpressions;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>Text on the page can be read in a light and in a dark room: the contrast of WCAG's level AA, computed from its styles.</summary>
public sealed partial class HtmlColoursTests
{
    private const double LeastContrast = 4.5;

    private static readonly string Styles = ShopRules.Build().ToHtml().Split("<style>")[1].Split("</style>")[0];
    private static readonly string Dark = Styles.Split("@media (prefers-color-scheme: dark) {")[1].Split("\n}")[0];
    private static readonly string Light = Styles.Split("@media")[0];

    [Fact]
    public void Every_text_stands_out_from_what_is_behind_it_in_light_and_dark()
    {
        var pairs = Pairs();

        pairs.Should().Contain(["text on page", "text on head", "conflict-text on conflict", "compatible-text on compatible", "depends-text on depends"]);
        foreach (var scheme in new[] { Light, Dark })
        {
            var colours = Colour().Matches(scheme)
                .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["hex"].Value, StringComparer.Ordinal);
            pairs.Select(pair => pair.Split(" on ")).Should().OnlyContain(pair => Contrast(colours[pair[0]], colours[pair[1]]) >= LeastContrast);
        }
    }

    [Fact]
    public void Nothing_has_a_colour_without_a_ground_or_a_ground_without_a_colour()
    {
        var rules = Styles.Split('}').Where(rule => !rule.Contains("--text:", StringComparison.Ordinal)).ToList();

        rules.Where(rule => rule.Contains(" background:", StringComparison.Ordinal)).Should().HaveCountGreaterThan(3).And.OnlyContain(rule => Pair().IsMatch(rule));
        rules.Where(rule => rule.Contains(" color:", StringComparison.Ordinal) && !rule.Contains("color: inherit", StringComparison.Ordinal))
            .Should().OnlyContain(rule => Pair().IsMatch(rule));
    }

    [Fact]
    public void Headings_stay_in_sight_while_the_table_is_scrolled() =>
        Styles.Should().MatchRegex(@"\nth \{[^}]*position: sticky")
            .And.MatchRegex(@"\nthead th \{[^}]*top: 0; z-index: 2").And.MatchRegex(@"\ntbody th \{[^}]*left: 0; z-index: 1", "cells come later and would lie above");

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    public void Contrast_is_computed_as_WCAG_says(string one, string other, double contrast) => Contrast(one, other).Should().BeApproximately(contrast, 0.01);

    private static IReadOnlyList<string> Pairs() =>
        [.. Pair().Matches(Styles).Select(match => $"{match.Groups["text"].Value} on {match.Groups["ground"].Value}").Distinct(StringComparer.Ordinal)];

    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--(?<name>[a-z-]+): (?<hex>#[0-9a-f]{6});", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Colour();

    [GeneratedRegex(
        @"color: var\(--(?<text>[a-z-]+)\); background: var\(--(?<ground>[a-z-]+)\);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pair();
}
