using System.Xml.Linq;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>Reads a page as XML, and as a screen reader does.</summary>
internal static class MatrixPage
{
    internal static XElement Parse(string html)
    {
        html.Should().StartWith("<!DOCTYPE html>\n<html ").And.NotContain("\r");
        var root = XDocument.Parse(html).Root!;

        // HTML knows no <div />: it would stay open.
        root.Descendants().Where(element => element.IsEmpty).Should().OnlyContain(element => element.Name.LocalName == "meta");
        return root;
    }

    /// <summary>What a screen reader says of a cell, besides its headings.</summary>
    internal static string Spoken(XElement element) => string.Concat(Texts(element)).Trim();

    private static IEnumerable<string> Texts(XElement element) => element.Nodes().SelectMany(node => node switch
    {
        XElement { } hidden when Value(hidden, "aria-hidden") == "true" => [],
        XElement child => Texts(child),
        XText text => [text.Value],
        _ => Enumerable.Empty<string>(),
    });

    internal static string? Value(XElement element, string attribute) => element.Attribute(attribute)?.Value;
}
