using System.Text.RegularExpressions;

namespace EventStore.Conflicts.Samples.Tests.Documentation;

public sealed class LinksTests
{
    public static TheoryData<string> Pages =>
        [.. Page.Files, "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", .. Repository.Files("samples", "*.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_of_the_repository_and_to_a_heading_in_it(string page) =>
        Page.Matches(Page.Prose(page), @"\]\((?!https?://)(?<found>[^)]+)\)").Where(link => !IsThere(page, link)).Should().BeEmpty();

    [Fact]
    public void The_README_leads_to_every_page() =>
        Repository.Files("docs", "*.md").Should().AllSatisfy(page => Repository.Read(Page.Readme).Should().Contain($"]({page})"));

    private static bool IsThere(string page, string link)
    {
        var (path, heading) = link.Split('#') is [var file, var anchor] ? (file, anchor) : (link, null);
        var target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
        return heading is null
            ? Path.Exists(Repository.PathOf(target))
            : File.Exists(Repository.PathOf(target)) && Page.Matches(Page.Prose(target), "^#+ (?<found>[^\n]+)$").Any(each => Anchor(each) == heading);
    }

    /// <summary>What a heading is called in a link: lower case, hyphens for spaces, nothing else but letters and digits.</summary>
    private static string Anchor(string heading) =>
        Regex.Replace(heading.ToLowerInvariant(), @"[^\w -]", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace(' ', '-');
}
