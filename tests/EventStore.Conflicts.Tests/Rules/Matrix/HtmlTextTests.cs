using EventStore.Conflicts.Rules;
using static EventStore.Conflicts.Tests.Rules.Matrix.MatrixPage;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>The matrix as a page: an approved one, many types, none, and names that want to be more than names.</summary>
public sealed class HtmlTextTests
{
    [Fact]
    public void The_page_of_two_types()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For("price-changed").ConflictsWithItself().SameBy("sku").ConflictsWith(["discontinued"]);
        rules.For("discontinued").NeverConflicts();

        rules.Build().ToHtml(lineNumbers: false).ShouldBeApproved("Rules/Matrix/Approved", "page", "html");
    }

    [Fact]
    public void A_registry_without_types_has_a_page_without_a_table()
    {
        var read = Parse(ConflictRegistry.Empty.ToHtml());

        read.Descendants("table").Should().BeEmpty();
        read.Value.Should().Contain("every event conflicts with every other");
    }

    [Fact]
    public void Sixty_types_are_all_there()
    {
        var rules = new ConflictRegistryBuilder();
        string[] names = [.. Enumerable.Range(0, 60).Select(i => $"type-{i:00}")];
        foreach (var (i, name) in names.Index())
        {
            rules.For(name).ConflictsWithItself().ConflictsWith([.. names.Where((_, other) => other != i && (i + other) % 7 == 0), "something-else"]);
        }

        var read = Parse(rules.Build().ToHtml());

        read.Descendants("td").Should().HaveCount(61 * 62);
        read.Descendants("section").Should().HaveCount(61);
    }

    [Fact]
    public void Names_are_text_whatever_they_say()
    {
        string[] names = ["\"&'", "<script>alert(1)</script>", "]]>", "\uFFFE", "\u202Etxt.exe", "שלום"];
        var rules = new ConflictRegistryBuilder();
        foreach (var name in names)
        {
            rules.For(name, 1, "</style><script>/evil/<b>.cs").NeverConflicts(1, "</style><script>/evil/<b>\u0001.cs");
        }

        var html = rules.Build().ToHtml();
        var read = Parse(html);

        html.Should().NotContain("<script").And.NotContain("\u202E").And.NotContain("evil");
        read.Descendants("tbody").Single().Descendants("th").Select(heading => heading.Value.Trim())
            .Should().Equal("\"&'", "<script>alert(1)</script>", "]]>", "שלום", "\\u202Etxt.exe", "\\uFFFE");
        read.Descendants("code").Should().OnlyContain(name => Value(name, "dir") == "auto");
        Spoken(read.Descendants("td").First()).Should().EndWith("(<b>\\u0001.cs:1)");
    }

    [Fact]
    public void No_path_stands_in_it_and_lines_only_where_they_are_wanted()
    {
        var registry = ShopRules.Build();

        registry.ToHtml().Should().Contain("ShopRules.cs:").And.NotContain(Path.GetTempPath()).And.NotContain("/ShopRules.cs");
        registry.ToHtml(lineNumbers: false).Should().Contain("ShopRules.cs").And.NotContain("ShopRules.cs:").And.NotContain("/ShopRules.cs");
    }
}
