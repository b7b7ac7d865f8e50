using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>Random registries by name and by pattern, declared in random order.</summary>
public sealed class MatrixProperties
{
    private static readonly string[] Types = ["a", "b", "c", "d"];
    private static readonly string[] Patterns = ["x-*", "x-y-*"];
    private static readonly string[] Examples = ["a", "b", "c", "d", "x-1", "x-2", "x-y-1", "x-y-2", "unknown"];

    private static readonly Gen<Rule[]> Registries =
        from rules in Gen.CollectToArray(Types.Concat(Patterns).Select((mine, line) =>
            from verb in Gen.Elements("none", "never", "conflicts", "only")
            from listed in Gen.SubListOf(Types.Concat(Patterns))
            from withItself in Gen.Elements(false, true)
            let others = listed.Where(theirs => theirs.EndsWith('*') || !string.Equals(theirs, mine, StringComparison.Ordinal))
            select new Rule(mine, verb, [.. others], withItself, line + 1)))
        from shuffled in Gen.Shuffle(rules)
        select shuffled;

    [Fact]
    public void Every_cell_says_what_the_registry_decides() => Prop.ForAll(Registries.ToArbitrary(), rules =>
    {
        var registry = Build(rules);
        var description = registry.Describe();
        return Examples.All(mine => Examples.All(theirs => Shown(description, mine, theirs).Rule == registry.Decide(mine, theirs).Rule));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_order_of_declaration_changes_nothing() => Prop.ForAll(Registries.ToArbitrary(), rules =>
    {
        var (shuffled, ordered) = (Build(rules), Build([.. rules.OrderBy(rule => rule.Line)]));
        return shuffled.ToMarkdown() == ordered.ToMarkdown()
            && shuffled.ToMarkdown(lineNumbers: true) == ordered.ToMarkdown(lineNumbers: true)
            && shuffled.ToHtml() == ordered.ToHtml()
            && shuffled.Warnings.Select(warning => warning.Message).SequenceEqual(ordered.Warnings.Select(warning => warning.Message), StringComparer.Ordinal);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Reads the table as its legend says.</summary>
    private static PairDecision Shown(RegistryDescription description, string mine, string theirs)
    {
        if (Narrowest(description.Rows, row => row.Name, mine) is not { } row)
        {
            return new PairDecision(Verdict.Refuse, new ConflictRule(ConflictRuleKind.NotRegistered));
        }

        return string.Equals(mine, theirs, StringComparison.Ordinal)
            ? row.Itself
            : Narrowest(row.Cells, cell => cell.Concurrent, theirs)?.Decision ?? row.Otherwise;
    }

    // Of these names and patterns the longest that matches is the narrowest.
    private static T? Narrowest<T>(IEnumerable<T> all, Func<T, string> name, string searched)
        where T : class => all
        .Where(each => name(each).EndsWith('*')
            ? searched.StartsWith(name(each)[..^1], StringComparison.Ordinal)
            : string.Equals(name(each), searched, StringComparison.Ordinal))
        .MaxBy(each => name(each).Length);

    private static ConflictRegistry Build(Rule[] declared)
    {
        const string file = "Rules.cs";
        var rules = new ConflictRegistryBuilder();
        foreach (var (mine, verb, listed, withItself, line) in declared.Where(rule => !string.Equals(rule.Verb, "none", StringComparison.Ordinal)))
        {
            var said = rules.For(mine, line, file);
            if (verb is "never")
            {
                said.NeverConflicts(line, file);
            }
            else if (verb is "only")
            {
                said.CompatibleOnlyWith([mine.EndsWith('*') ? "friend" : mine], line, file);
            }
            else
            {
                _ = withItself ? said.ConflictsWithItself(line, file) : said.CompatibleWithItself(line, file);
                _ = said.ConflictsWith([.. listed, "other"], line, file);
            }
        }

        return rules.Build();
    }

    private sealed record Rule(string Mine, string Verb, string[] Listed, bool WithItself, int Line);
}
