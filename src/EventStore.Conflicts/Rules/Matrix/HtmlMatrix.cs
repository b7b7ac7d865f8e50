using System.Text;
using System.Xml;
using System.Xml.Linq;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Writes a registry as one HTML page, by way of XML: so it is well-formed, and everything is encoded. A cell shows its sign; its rule is text, too, always
/// there for screen readers and shown to others at the foot of the page while the cell is pointed at or has the focus.
/// </summary>
internal sealed class HtmlMatrix(RegistryDescription registry, bool lineNumbers)
{
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" };
    private static readonly string Styles = Load();

    private readonly List<MatrixSection> sections = [.. MatrixSection.Of(registry, lineNumbers)];

    internal string Write()
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, Settings))
        {
            Page().WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }

    private XElement Page() => Element(
        "html",
        [("lang", "en")],
        Element(
            "head",
            [],
            Element("meta", [("charset", "utf-8")]),
            Element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
            Element("title", [], "Conflict matrix"),
            Element("style", [], Styles)),
        Element(
            "body",
            [],
            Element("h1", [], "Conflict matrix"),
            Element("p", [], Element("a", [("href", "#rules")], "Skip the table: all rules in words")),
            MatrixWords.Legends(registry).Select(legend => Element("p", [], legend)),
            registry.Rows.Count == 0 ? null : Table(MatrixColumn.Of(registry)),
            Element("h2", [("id", "rules")], "All rules in words"),
            sections.Select(Section)));

    private XElement Table(IReadOnlyList<MatrixColumn> columns) => Element(
        "div",
        [("class", "table"), ("role", "region"), ("aria-labelledby", "caption"), ("tabindex", "0")],
        Element(
            "table",
            [],
            Element(
                "caption",
                [("id", "caption")],
                "What is decided on an incoming event (row) where a concurrent one (column) was committed meanwhile. "
                + "A cell that is pointed at or has the focus tells its rule."),
            Element(
                "thead",
                [],
                Element(
                    "tr",
                    [],
                    Element("th", [("scope", "col")], MatrixWords.Corner),
                    columns.Select(column => Element("th", [("scope", "col")], Element("div", [], Inline(column.Heading)))))),
            Element("tbody", [], registry.Rows.Select(row => Row(row, columns)))));

    private XElement Row(MatrixRow row, IReadOnlyList<MatrixColumn> columns)
    {
        var heading = MatrixText.Heading(row.Name, row.IsPattern);
        var section = sections.First(each => each.Rows.Contains(row));
        return Element(
            "tr",
            [],
            Element("th", [("scope", "row")], Element("a", [("href", $"#{Id(section)}")], Inline(heading))),
            columns.Select(column => Cell(heading, column.Heading, column.In(row))));
    }

    private XElement Cell(IReadOnlyList<MatrixText> mine, IReadOnlyList<MatrixText> theirs, PairDecision? decision)
    {
        // Screen readers tell the headings of a cell by themselves.
        var pair = Element("span", [("aria-hidden", "true")], "incoming ", Inline(mine), ", concurrent ", Inline(theirs), ": ");
        var (kind, why) = decision?.Verdict switch
        {
            null => ("unnamed", "no rule of this row names the pattern"),
            Verdict.Refuse => ("conflict", $"conflict, {decision.Rule.Says}"),
            Verdict.Admit => ("compatible", $"compatible, {decision.Rule.Says}"),
            _ => ("depends", $"depends on the events, {decision.Rule.Says}"),
        };
        return Element(
            "td",
            [("class", kind), ("tabindex", "0")],
            Element("span", [("aria-hidden", "true")], decision is null ? MatrixWords.NotNamed : MatrixWords.Sign(decision.Rule.Kind)),
            Element("span", [("class", "why")], pair, why, Inline(MatrixText.At(decision?.Rule.DeclaredAt, lineNumbers))));
    }

    private XElement Section(MatrixSection section) => Element(
        "section",
        [("id", Id(section))],
        Element("h3", [], Inline(section.Subject)),
        Element("ul", [], section.Rules.Select(rule => Element("li", [], Inline(rule)))));

    private string Id(MatrixSection section) => $"rules-{sections.IndexOf(section) + 1}";

    // Isolated, so that a name that is written from right to left turns nothing around it.
    private static IEnumerable<object> Inline(IEnumerable<MatrixText> parts) =>
        parts.Select(part => part.IsName ? Element("code", [("dir", "auto")], part.Text) : (object)part.Text);

    private static XElement Element(string name, IEnumerable<(string Name, string Value)> attributes, params object?[] content) =>
        new(name, attributes.Select(each => new XAttribute(each.Name, each.Value)), content);

    private static string Load()
    {
        using var resource = typeof(HtmlMatrix).Assembly.GetManifestResourceStream("HtmlMatrix.css")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
