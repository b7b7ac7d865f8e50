namespace EventStore.Conflicts.Samples.Tests.Documentation;

/// <summary>The README's table of namespaces against the public API of the packages.</summary>
public sealed class NamespacesTests
{
    private static readonly string[] Approved = [.. Repository.Files("src", "PublicApi.approved.txt").SelectMany(file => Repository.Read(file).Split('\n'))];

    private static readonly string[][] Rows =
        [.. Repository.Read(Page.Readme).Split("| namespace | for | package |\n| --- | --- | --- |\n")[1].Split("\n\n")[0].Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..3])];

    [Fact]
    public void Every_name_is_in_its_namespace()
    {
        Rows.Should().HaveCountGreaterThan(8);
        Rows.Should().AllSatisfy(row => NamesIn(row[1]).Should().NotBeEmpty().And.AllSatisfy(name => NamespacesOf(name).Should().Contain(row[0].Trim('`'))));
    }

    [Fact]
    public void Every_namespace_is_there() =>
        Rows.Select(row => row[0].Trim('`')).Should().Contain(Approved.Where(IsType).Select(NamespaceIn).Distinct(StringComparer.Ordinal).Where(each => each != "EventStore.Conflicts.Storage.InMemory"));

    private static IEnumerable<string> NamesIn(string cell) => Page.Matches(cell, "`(?<found>[^`]+)`");

    /// <summary>The namespaces of the types that are called that, or have a method that is.</summary>
    private static IEnumerable<string> NamespacesOf(string name) =>
        Approved.Select((line, index) => (line, index)).Where(each => Page.Matches(each.line, $@"[ .](?<found>{name})\b[ <(]?").Any())
            .Select(each => NamespaceIn(Approved[..(each.index + 1)].Last(IsType)));

    private static bool IsType(string line) => line.Length > 0 && !char.IsWhiteSpace(line[0]);

    private static string NamespaceIn(string type) =>
        Page.Matches(type, @"^public .*?(class|record|struct|interface|enum) (struct )?(?<found>[\w.]+)\.\w+").Single();
}
