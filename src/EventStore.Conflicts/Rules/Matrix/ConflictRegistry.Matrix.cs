namespace EventStore.Conflicts.Rules;

/// <content>What it says as a whole, to be looked at.</content>
public sealed partial class ConflictRegistry
{
    /// <summary>Describes every pair of types, as data. Takes time and memory with the square of the number of types.</summary>
    public RegistryDescription Describe()
    {
        var patterns = declared.Types.Where(each => each.Mine.IsPattern).Select(each => each.Mine.Name!).Order(StringComparer.Ordinal);
        MatrixRow[] rows = [.. KnownTypes.Select(type => Row(type, isPattern: false)), .. patterns.Select(pattern => Row(pattern, isPattern: true))];
        return new RegistryDescription
        {
            Rows = rows,
            Types = KnownTypes,
            Patterns =
            [
                .. rows.SelectMany(row => row.Cells).Where(cell => cell.IsPattern).Select(cell => cell.Concurrent)
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ],
            Caps = InOrder(declared.Caps),
            EveryPairRequiredAt = declared.StrictAt,
        };
    }

    /// <summary>
    /// The matrix as a Markdown table (GitHub's), incoming types down and concurrent ones across, followed by all rules in words with the names of the
    /// files that declare them. Made to be approved in a snapshot test and reviewed in a pull request: the same registry gives the same text, whatever the
    /// order of declaration, and no path stands in it.
    /// </summary>
    /// <param name="lineNumbers">True to give the lines of declarations, too; the text then changes whenever a rule moves.</param>
    public string ToMarkdown(bool lineNumbers = false) => new MarkdownMatrix(Describe(), lineNumbers).Write();

    /// <summary>
    /// The matrix as a self-contained HTML page (well-formed as XML, too) that needs no script: for light and dark displays, keyboards and screen readers. Each cell
    /// tells its rule and where it was declared. Stable as <see cref="ToMarkdown"/> is.
    /// </summary>
    /// <param name="lineNumbers">False to give files only, without lines.</param>
    public string ToHtml(bool lineNumbers = true) => new HtmlMatrix(Describe(), lineNumbers).Write();

    private MatrixRow Row(string name, bool isPattern)
    {
        // A pattern, taken for a name, is an example of the names that it matches and no narrower one does.
        var rule = RuleOf(name);
        return new MatrixRow
        {
            Name = name,
            IsPattern = isPattern,
            Mapping = !isPattern && Types.TryGet(name, out var mapped) ? mapped : null,
            HasRules = rule is not null,
            Cells =
            [
                .. KnownTypes.Select(theirs => new MatrixCell(theirs, IsPattern: false, On(theirs))),
                .. (rule?.Patterns ?? []).OrderBy(each => each.Pattern, StringComparer.Ordinal)
                    .Select(each => new MatrixCell(each.Pattern, IsPattern: true, each.Decision)),
            ],
            Itself = On(name),
            Otherwise = rule?.Otherwise ?? PairDecision.NotRegistered,
            Caps = InOrder(rule?.Caps ?? []),
        };

        PairDecision On(string theirs) => rule?.On(theirs) ?? PairDecision.NotRegistered;
    }

    private static StalenessCap[] InOrder(IEnumerable<StalenessCap> caps) =>
    [
        .. caps.OrderBy(cap => cap.MaxEvents ?? long.MaxValue).ThenBy(cap => cap.MaxAge ?? TimeSpan.MaxValue)
            .ThenBy(cap => cap.DeclaredAt.FileName, StringComparer.Ordinal).ThenBy(cap => cap.DeclaredAt.Line),
    ];
}
