namespace EventStore.Conflicts.Rules;

/// <summary>Writes a registry as Markdown. Names stand in code spans, so that nothing in them is taken for markup, a link or a mention.</summary>
internal sealed class MarkdownMatrix(RegistryDescription registry, bool lineNumbers)
{
    internal string Write() => $"{string.Join("\n\n", Blocks().Where(block => block.Length > 0))}\n";

    private IEnumerable<string> Blocks() =>
    [
        registry.Rows.Count == 0 ? "" : Lines(Table()),
        .. MatrixWords.Legends(registry),
        Lines(MatrixSection.Of(registry, lineNumbers).SelectMany(Section)),
    ];

    private IEnumerable<string> Table()
    {
        var columns = MatrixColumn.Of(registry);
        return
        [
            TableRow([MatrixWords.Corner, .. columns.Select(column => InTable(column.Heading))]),
            TableRow(["---", .. columns.Select(_ => ":-:")]),
            .. registry.Rows.Select(row => TableRow([InTable(MatrixText.Heading(row.Name, row.IsPattern)), .. columns.Select(column => Sign(column.In(row)))])),
        ];
    }

    private static IEnumerable<string> Section(MatrixSection section) =>
        [$"- {Inline(section.Subject)}", .. section.Rules.Select(rule => $"  - {Inline(rule)}")];

    private static string Sign(PairDecision? decision) => decision is null ? MatrixWords.NotNamed : MatrixWords.Sign(decision.Rule.Kind);

    private static string TableRow(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    // A pipe would end the cell, even in a code span.
    private static string InTable(IEnumerable<MatrixText> parts) => Inline(parts).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Inline(IEnumerable<MatrixText> parts) => string.Concat(parts.Select(part => part.IsName ? Code(part.Text) : part.Text));

    /// <summary>A code span: between more backticks than the name has in a row, with a space where it would otherwise lose one or begin with a backtick.</summary>
    private static string Code(string name)
    {
        if (name.Length == 0)
        {
            return name;
        }

        var fence = new string('`', LongestRun(name) + 1);
        var pad = name[0] == '`' || name[^1] == '`' || (name[0] == ' ' && name[^1] == ' ' && name.AsSpan().ContainsAnyExcept(' ')) ? " " : "";
        return $"{fence}{pad}{name}{pad}{fence}";
    }

    private static int LongestRun(string name)
    {
        var (longest, run) = (0, 0);
        foreach (var c in name)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
