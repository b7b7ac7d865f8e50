namespace EventStore.Conflicts.Rules;

/// <summary>The rules of one row in words, or those of all types together.</summary>
/// <param name="Rows">The rows it is about.</param>
/// <param name="Subject">What its rules are about.</param>
/// <param name="Rules">Each rule, with the place it was declared.</param>
internal sealed record MatrixSection(IReadOnlyList<MatrixRow> Rows, IReadOnlyList<MatrixText> Subject, IReadOnlyList<IReadOnlyList<MatrixText>> Rules)
{
    internal static IReadOnlyList<MatrixSection> Of(RegistryDescription registry, bool lineNumbers)
    {
        var sections = registry.Rows.Where(row => row.HasRules)
            .Select(row => new MatrixSection([row], MatrixText.Heading(row.Name, row.IsPattern), [.. RulesOf(row, lineNumbers), .. CapsOf(row.Caps, lineNumbers)]))
            .ToList();
        MatrixRow[] silent = [.. registry.Rows.Where(row => !row.HasRules)];
        if (silent.Length > 0)
        {
            var names = MatrixText.Listed(silent.Select(row => MatrixText.Name(row.Name)));
            sections.Add(new MatrixSection(silent, [.. names], [[.. Decided(silent[0].Otherwise.Rule, [MatrixWords.AnyType], lineNumbers)]]));
        }

        IReadOnlyList<IReadOnlyList<MatrixText>> everywhere = [.. EveryPair(registry, lineNumbers), .. CapsOf(registry.Caps, lineNumbers)];
        return everywhere.Count == 0 ? sections : [.. sections, new MatrixSection([], ["all types"], everywhere)];
    }

    /// <summary>What a row says, rule by rule: of single types first, then of all others, unless it says the same of them.</summary>
    private static IEnumerable<IReadOnlyList<MatrixText>> RulesOf(MatrixRow row, bool lineNumbers)
    {
        var said = row.Cells.Select(cell => (Theirs: MatrixText.Name(cell.Concurrent), cell.Decision.Rule));
        if (row.IsPattern)
        {
            said = said.Append((MatrixWords.ItsOwnType, row.Itself.Rule));
        }

        var groups = said.GroupBy(each => Key(each.Rule)).Where(group => group.Key != Key(row.Otherwise.Rule)).OrderBy(group => group.Key)
            .Select(group => Decided(group.First().Rule, group.Select(each => each.Theirs), lineNumbers)).ToList();
        return groups.Append(Decided(row.Otherwise.Rule, [groups.Count == 0 ? MatrixWords.AnyType : MatrixWords.AnyOtherType], lineNumbers));

        (ConflictRuleKind Kind, string File, int Line) Key(ConflictRule rule) =>
            (rule.Kind, rule.DeclaredAt?.FileName ?? "", lineNumbers ? rule.DeclaredAt?.Line ?? 0 : 0);
    }

    private static IReadOnlyList<MatrixText> Decided(ConflictRule rule, IEnumerable<MatrixText> theirs, bool lineNumbers) =>
        [$"{MatrixWords.Sign(rule.Kind)} ", .. MatrixText.Listed(theirs), $": {rule.Says}", .. MatrixText.At(rule.DeclaredAt, lineNumbers)];

    private static IEnumerable<IReadOnlyList<MatrixText>> CapsOf(IEnumerable<StalenessCap> caps, bool lineNumbers) =>
        caps.Select<StalenessCap, IReadOnlyList<MatrixText>>(cap => [cap.Says, .. MatrixText.At(cap.DeclaredAt, lineNumbers)]);

    private static IEnumerable<IReadOnlyList<MatrixText>> EveryPair(RegistryDescription registry, bool lineNumbers) =>
        registry.EveryPairRequiredAt is null ? [] : [["every pair has to be declared", .. MatrixText.At(registry.EveryPairRequiredAt, lineNumbers)]];
}
