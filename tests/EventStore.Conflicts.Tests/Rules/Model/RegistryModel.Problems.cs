namespace EventStore.Conflicts.Tests.Rules.Model;

internal sealed partial class RegistryModel
{
    private string[]? types;
    private HashSet<string>? known;

    /// <summary>
    /// What the registry is not built for, by its class; none where it is. Worked out for each type that is mapped, named by a rule, or may come all the same.
    /// </summary>
    internal IEnumerable<Problem> Problems() =>
        OfBlocks().Concat(declared.IsStrict ? Undeclared() : []).Concat(Types.SelectMany(OfType)).Distinct();

    /// <summary>One name of each type that is mapped or named by a rule, and one that nothing but a pattern knows.</summary>
    private string[] Types => types ??=
        [.. Known.Concat(References.Where(each => each.IsPattern).Select(each => each.Name!.Replace("*", "z", StringComparison.Ordinal)))];

    private HashSet<string> Known => known ??=
    [
        .. declared.Types.Mapped.Select(type => declared.Types.NameOf(type)!),
        .. References.Where(each => each is { Net: null, IsPattern: false }).Select(each => declared.Types.Current(each.Name!)),
    ];

    private IEnumerable<Reference> References => declared.Blocks.SelectMany(block => block.Verbs.SelectMany(said => said.Theirs).Append(block.Mine));

    private IEnumerable<Problem> OfBlocks()
    {
        var mine = declared.Blocks.Select(block => block.Mine).ToArray();
        if (mine.Distinct().Count() < mine.Length)
        {
            yield return Problem.ForTwice;
        }

        if (declared.Blocks.Any(block => !HasName(block.Mine, block.IncludingDerived))
            || declared.Blocks.SelectMany(block => block.Verbs).Any(said => said.Theirs.Any(theirs => !HasName(theirs, said.IncludingDerived)))
            || declared.Betweens.Any(between => declared.Types.NameOf(between.One) is null || declared.Types.NameOf(between.Other) is null))
        {
            yield return Problem.TypeWithoutName;
        }

        if (OverlapWithoutContainment([.. mine]))
        {
            yield return Problem.OverlappingIncomingPatterns;
        }

        foreach (var problem in declared.Blocks.SelectMany(OfBlock))
        {
            yield return problem;
        }
    }

    private IEnumerable<Problem> OfBlock(Block block)
    {
        var verbs = block.Verbs.Where(said => said.Verb != Verb.AtMost).ToArray();
        var rule = RuleOf(block);
        if (verbs.Length == 0 && rule.Statements.Count == 0)
        {
            yield return Problem.NothingSaid;
        }

        if (verbs.Any(said => said.Verb is Verb.Conflicts or Verb.Compatible or Verb.CompatibleOnly && said.Theirs.Count == 0))
        {
            yield return Problem.EmptyList;
        }

        if (rule.NeverCount > 1)
        {
            yield return Problem.NeverTwice;
        }

        if (rule.Never is not null && rule.Statements.Count > 0)
        {
            yield return Problem.NeverAndList;
        }

        if (rule.CompatibleOnly is not null && rule.HasAnotherList)
        {
            yield return Problem.TwoLists;
        }

        if (OverlapWithoutContainment([.. verbs.SelectMany(said => said.Theirs)]))
        {
            yield return Problem.OverlappingConcurrentPatterns;
        }
    }

    /// <summary>Two patterns that some name fits both of, and neither is the narrower one.</summary>
    private static bool OverlapWithoutContainment(IReadOnlyList<Reference> references)
    {
        string[] patterns = [.. references.Where(each => each.IsPattern).Select(each => each.Name!)];
        return patterns.Index().Any(one => patterns.Skip(one.Index + 1).Any(other =>
            Patterns.Overlap(one.Item, other) && Patterns.IsWithin(one.Item, other) == Patterns.IsWithin(other, one.Item)));
    }

    private IEnumerable<Problem> OfType(string mine)
    {
        if (BlocksOf(mine).Count > 1)
        {
            yield return Problem.RulesTwiceOrTied;
        }

        if (RuleOf(mine) is not { } rule)
        {
            yield break;
        }

        if (rule is { Never: null, CompatibleOnly: null } && !declared.IsStrict)
        {
            if (!rule.Statements.Any(said => said.Conflicts))
            {
                yield return Problem.OnlyCompatible;
            }
            else if (MostExact(rule, mine).Count == 0)
            {
                yield return Problem.SilentAboutItself;
            }
        }

        if (Types.Any(theirs => MostExact(rule, theirs).Count > 1))
        {
            yield return Problem.PairTwiceOrTied;
        }

        // A merge may work one way only.
        if (Types.Any(theirs => MostExact(rule, theirs) is [{ Conflicts: true, Question: not (Question.Sum or Question.Anything) }]
            && RuleOf(theirs) is { } other
            && MostExact(other, mine) is [{ Conflicts: false }]))
        {
            yield return Problem.ConflictsOneWay;
        }
    }

    private IEnumerable<Problem> Undeclared()
    {
        string[] mapped = [.. declared.Types.Mapped.Select(type => declared.Types.NameOf(type)!)];
        if (mapped.Any(type => RuleOf(type) is null))
        {
            yield return Problem.TypeWithoutRules;
        }

        if (Known.Any(mine => RuleOf(mine) is { } rule && Known.Any(theirs => Decide(rule, theirs).Kind == ConflictRuleKind.Undeclared)))
        {
            yield return Problem.PairUndeclared;
        }
    }

    private bool HasName(Reference reference, bool includingDerived) =>
        reference.Net is not { } net || declared.Types.NameOf(net) is not null || (includingDerived && declared.Types.Mapped.Any(type => type.IsA(net)));
}
