using System.Text.RegularExpressions;

namespace EventStore.Conflicts.Samples.Tests.Documentation;

/// <summary>What is written for users: the README and the pages under docs.</summary>
internal static class Page
{
    internal const string Readme = "README.md";

    internal static IEnumerable<string> Files => [Readme, .. Repository.Files("docs", "*.md")];

    /// <summary>The contents of the code blocks of a language.</summary>
    internal static IEnumerable<string> Blocks(string page, string language) =>
        Matches(Repository.Read(page), $"^```{language}\n(?<found>.*?)^```$");

    /// <summary>A page without its code blocks.</summary>
    internal static string Prose(string page) => Regex.Replace(Repository.Read(page), "^```.*?^```$", "", Options, TimeSpan.FromSeconds(1));

    /// <summary>What a pattern calls <c>found</c>, wherever it matches; <c>^</c> and <c>$</c> are ends of lines.</summary>
    internal static IEnumerable<string> Matches(string text, string pattern) =>
        Regex.Matches(text, pattern, Options, TimeSpan.FromSeconds(1)).Select(match => match.Groups["found"].Value);

    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture;
}
