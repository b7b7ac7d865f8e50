using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>Says to a builder what was declared.</summary>
internal static class Declaring
{
    internal const string File = "Declared";

    internal const int StrictLine = 1_000;

    internal static ConflictRegistry Build(Declared declared)
    {
        var rules = new ConflictRegistryBuilder();
        Declare(declared, rules);
        return rules.Build(declared.Types.Map);
    }

    internal static void Declare(Declared declared, ConflictRegistryBuilder rules)
    {
        foreach (var block in declared.Blocks)
        {
            if (block.Mine.Net is { } mine)
            {
                mine.For(rules, block);
            }
            else
            {
                For(rules, block);
            }
        }

        foreach (var between in declared.Betweens)
        {
            between.One.Between(rules, between);
        }

        foreach (var cap in declared.Caps)
        {
            rules.AtMost(cap.Events, cap.Age, cap.Line, File);
        }

        if (declared.IsStrict)
        {
            rules.RequireEveryPairDeclared(StrictLine, File);
        }
    }

    private static void For(ConflictRegistryBuilder rules, Block block)
    {
        var mine = rules.For(block.Mine.Name!, block.Line, File);
        foreach (var said in block.Verbs)
        {
            string[] theirs = [.. said.Theirs.Select(each => each.Name!)];
            switch (said.Verb)
            {
                case Verb.Never:
                    mine.NeverConflicts(said.Line, File);
                    break;
                case Verb.Conflicts:
                    Refine(mine.ConflictsWith(theirs, said.Line, File), said);
                    break;
                case Verb.ConflictsWithItself:
                    Refine(mine.ConflictsWithItself(said.Line, File), said);
                    break;
                case Verb.Compatible:
                    mine.CompatibleWith(theirs, said.Line, File);
                    break;
                case Verb.CompatibleWithItself:
                    mine.CompatibleWithItself(said.Line, File);
                    break;
                case Verb.CompatibleOnly:
                    mine.CompatibleOnlyWith(theirs, said.Line, File);
                    break;
                default:
                    mine.AtMost(said.Cap!.Events, said.Cap.Age, said.Cap.Line, File);
                    break;
            }
        }
    }

    private static void Refine(NamedPairRule pairs, Said said)
    {
        if (said.Question is { } question)
        {
            pairs.Ask(question);
        }
    }
}
