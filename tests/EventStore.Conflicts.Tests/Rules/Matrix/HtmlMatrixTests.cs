using System.Xml.Linq;
using static EventStore.Conflicts.Tests.Rules.Matrix.MatrixPage;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>The matrix as a page, read as XML: its structure, and what anybody can get at without a mouse, colours or a network.</summary>
public sealed class HtmlMatrixTests
{
    private readonly XElement page = Parse(ShopRules.Build().ToHtml());

    [Fact]
    public void It_has_a_language_a_title_and_a_table_with_a_caption_and_scoped_headings()
    {
        var description = ShopRules.Build().Describe();
        var rows = page.Descendants("tbody").Single().Elements("tr").ToList();

        page.Attribute("lang")!.Value.Should().Be("en");
        page.Element("head")!.Element("title")!.Value.Should().NotBeEmpty();
        page.Descendants("table").Single().Elements().First().Name.LocalName.Should().Be("caption");
        page.Descendants("thead").Single().Descendants("th").Should().OnlyContain(heading => Value(heading, "scope") == "col");
        rows.Should().HaveCount(description.Rows.Count);
        rows.Should().OnlyContain(row => Value(row.Elements().First(), "scope") == "row");
        rows.Should().OnlyContain(row => row.Elements("td").Count() == page.Descendants("thead").Single().Descendants("th").Count() - 1);
        rows.Select(row => row.Element("th")!.Value.Trim()).Should().Equal(description.Rows.Select(row => row.IsPattern ? $"other {row.Name}" : row.Name));
    }

    [Fact]
    public void Every_cell_can_have_the_focus_and_tells_its_verdict_its_rule_and_its_place_as_text()
    {
        var cells = page.Descendants("td").ToList();
        var words = new[] { "conflict, ", "compatible, ", "depends on the events, ", "no rule of this row names the pattern" };

        cells.Should().OnlyContain(cell => Value(cell, "tabindex") == "0");
        cells.Should().OnlyContain(cell => cell.Elements("span").First().Value.Length > 0);
        cells.Select(Spoken).Should().OnlyContain(text => words.Any(word => text.StartsWith(word, StringComparison.Ordinal)));
        cells.Select(Spoken).Where(text => text.Contains("declared", StringComparison.Ordinal)).Should()
            .NotBeEmpty().And.OnlyContain(text => text.Contains("(ShopRules.cs:", StringComparison.Ordinal) && text.EndsWith(')'));
        CellOf("price-changed", "stock-counted").Should().StartWith("depends on the events, declared to conflict when a predicate says so (ShopRules.cs:");
        CellOf("renamed", "note-added").Should().Be("conflict, no rule for the incoming type, so it conflicts with everything");
    }

    [Fact]
    public void A_cell_that_has_the_focus_names_its_pair_for_those_who_see() =>
        page.Descendants("td").First().Descendants("span").Single(span => Value(span, "class") == "why").Value.Trim()
            .Should().StartWith("incoming discontinued, concurrent discontinued: conflict, ");

    [Fact]
    public void The_table_can_be_scrolled_by_keyboard_and_skipped()
    {
        var scrolled = page.Descendants("table").Single().Parent!;

        (Value(scrolled, "tabindex"), Value(scrolled, "role")).Should().Be(("0", "region"));
        page.Descendants("caption").Single().Attribute("id")!.Value.Should().Be(Value(scrolled, "aria-labelledby"));
        page.Descendants("a").First().Attribute("href")!.Value.Should().Be("#rules");
    }

    [Fact]
    public void Every_link_leads_to_somewhere_on_the_page_and_no_id_stands_twice()
    {
        var ids = page.Descendants().Attributes("id").Select(id => $"#{id.Value}").ToList();

        ids.Should().OnlyHaveUniqueItems();
        page.Descendants("a").Select(link => link.Attribute("href")!.Value).Should().NotBeEmpty().And.BeSubsetOf(ids);
    }

    [Fact]
    public void It_runs_no_script_and_loads_nothing()
    {
        page.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "link", "img", "iframe", "object", "base", "form"]);
        page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Should().NotContain(name => name.StartsWith("on", StringComparison.Ordinal))
            .And.NotContain(["src", "style", "srcset"]);
        page.Descendants("style").Single().Value.Should().NotContain("url(").And.NotContain("@import");
    }

    [Fact]
    public void It_says_all_rules_in_words_as_the_Markdown_does()
    {
        var said = page.Descendants("section").SelectMany(section => section.Descendants("li").Select(rule => rule.Value.Trim()));
        var markdown = ShopRules.Build().ToMarkdown(lineNumbers: true).Split('\n').Where(line => line.StartsWith("  - ", StringComparison.Ordinal));

        said.Should().Equal(markdown.Select(line => line[4..].Replace("`", "", StringComparison.Ordinal)));
    }

    private string CellOf(string mine, string theirs)
    {
        var column = page.Descendants("thead").Single().Descendants("th").Select(heading => heading.Value.Trim()).ToList().IndexOf(theirs);
        return Spoken(page.Descendants("tbody").Single().Elements("tr").Single(row => row.Element("th")!.Value.Trim() == mine).Elements().ElementAt(column));
    }
}
