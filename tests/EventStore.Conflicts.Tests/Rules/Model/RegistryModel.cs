using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>
/// What declared rules mean, read from the documentation of the verbs and worked out the slow way: for each pair of types all that was said of it, and of
/// that the most exact.
/// </summary>
internal sealed partial class RegistryModel(Declared declared)
{
    private readonly Dictionary<string, Rule?> rules = new(StringComparer.Ordinal);

    internal Declared Declared => declared;

    /// <summary>What is said of an incoming and a concurrent type, by any of their names.</summary>
    internal Decision Decide(string mine, string theirs) => Decide(RuleOf(declared.Types.Current(mine)), declared.Types.Current(theirs));

    /// <summary>The caps of an incoming type, but for those that every append is under.</summary>
    internal IEnumerable<Cap> CapsOf(string mine) => RuleOf(declared.Types.Current(mine))?.Caps ?? [];

    /// <summary>True where the rules of an incoming type are declared by name, so that they look at JSON.</summary>
    internal bool IsByName(string mine) => BlocksOf(declared.Types.Current(mine)) is [{ Mine.Net: null }, ..];

    /// <summary>True where the type is mapped, or a rule names it.</summary>
    internal bool IsKnown(string name) => Known.Contains(declared.Types.Current(name));

    /// <summary>True where only a pattern can know the concurrent type: an engine then asks rather than decides.</summary>
    internal bool MayBeAskedAbout(string mine, string theirs) =>
        !IsKnown(theirs) && RuleOf(declared.Types.Current(mine))?.Statements.Any(said => said.Theirs?.IsPattern == true) == true;

    private Decision Decide(Rule? rule, string theirs)
    {
        if (rule is null)
        {
            return new Decision(Verdict.Refuse, ConflictRuleKind.NotRegistered, null);
        }

        if (MostExact(rule, theirs) is [var said, ..])
        {
            return said switch
            {
                { Conflicts: false } => new Decision(Verdict.Admit, ConflictRuleKind.CompatibleWith, said.Line),
                { Question: { } asked } => new Decision(Verdict.Ask, Answers.KindOf(asked), said.Line) { Statement = said },
                _ => new Decision(Verdict.Refuse, ConflictRuleKind.ConflictsWith, said.Line),
            };
        }

        return rule switch
        {
            { Never: { } never } => new Decision(Verdict.Admit, ConflictRuleKind.NeverConflicts, never),
            { CompatibleOnly: { } only } => new Decision(Verdict.Refuse, ConflictRuleKind.NotCompatible, only),
            _ when declared.IsStrict => new Decision(Verdict.Refuse, ConflictRuleKind.Undeclared, Declaring.StrictLine),
            _ => new Decision(Verdict.Admit, ConflictRuleKind.NotListed, rule.Line),
        };
    }

    /// <summary>Of all that was said of a concurrent type what is most exact: of the type itself, of its nearest base, of the narrowest pattern.</summary>
    private List<Statement> MostExact(Rule rule, string theirs)
    {
        var exact = rule.Statements.Where(said => said.Theirs is null ? rule.Mine == theirs : IsExactly(said.Theirs, theirs)).ToList();
        return exact.Count > 0
            ? exact
            : Narrowest([.. rule.Statements.Where(said => Covers(said.Base, said.IncludingDerived, theirs))], said => said.Base);
    }

    /// <summary>
    /// The rules of an incoming type: its own, or those of the nearest base or the narrowest pattern; null where there are none. What is declared both ways is in
    /// the lists of the types it names, and so of those that these are for.
    /// </summary>
    private Rule? RuleOf(string mine)
    {
        if (!rules.TryGetValue(mine, out var rule))
        {
            rules[mine] = rule = FindRule(mine);
        }

        return rule;
    }

    private Rule? FindRule(string mine)
    {
        if (BlocksOf(mine) is [var block, ..])
        {
            return RuleOf(block, mine);
        }

        var both = BetweensOf(mine).ToArray();
        return both.Length > 0 ? new Rule(mine, null, both) : null;
    }

    private Rule RuleOf(Block block, string mine = "")
    {
        var owner = block.Mine switch
        {
            { Net: { } net } => declared.Types.NameOf(net),
            { IsPattern: true } => null,
            _ => declared.Types.Current(block.Mine.Name!),
        };
        return new Rule(mine, block, owner is null ? [] : [.. BetweensOf(owner)]);
    }

    private List<Block> BlocksOf(string mine)
    {
        var exact = declared.Blocks.Where(block => IsExactly(block.Mine, mine)).ToList();
        return exact.Count > 0 || BetweensOf(mine).Any()
            ? exact
            : Narrowest([.. declared.Blocks.Where(block => Covers(block.Mine, block.IncludingDerived, mine))], block => block.Mine);
    }

    private IEnumerable<Statement> BetweensOf(string mine) =>
        from between in declared.Betweens
        from way in between.One == between.Other
            ? [(Mine: between.One, Theirs: between.Other)]
            : new[] { (Mine: between.One, Theirs: between.Other), (Mine: between.Other, Theirs: between.One) }
        where declared.Types.NameOf(way.Mine) == mine
        select new Statement(new Reference(way.Theirs, null), null, between.Conflict, false, between.Line)
        {
            Question = between.Question,
            IsTurned = way.Mine != between.One,
        };

    /// <summary>Those that no other one is narrower than; several where neither is.</summary>
    private static List<T> Narrowest<T>(List<T> candidates, Func<T, Reference?> of)
        where T : class
    {
        var narrowest = candidates.FindAll(one => candidates.TrueForAll(other => ReferenceEquals(one, other) || IsNarrower(of(one)!, of(other)!)));
        return narrowest.Count > 0 ? narrowest : candidates;
    }

    private static bool IsNarrower(Reference one, Reference other) =>
        one.Net is { } derived ? other.Net is not { } wide || derived.IsA(wide) : other.Net is null && Patterns.IsWithin(one.Name!, other.Name!);

    private bool IsExactly(Reference reference, string type) => reference.Net is { } net
        ? declared.Types.NameOf(net) == type
        : !reference.IsPattern && declared.Types.Current(reference.Name!) == type;

    private bool Covers(Reference? reference, bool includingDerived, string type) => reference switch
    {
        { Net: { } net } => includingDerived && declared.Types.TypeOf(type)?.IsA(net) == true,
        { IsPattern: true } => declared.Types.AllNames(type).Any(name => Patterns.Matches(reference.Name, name)),
        _ => false,
    };
}
