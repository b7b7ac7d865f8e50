using System.Collections.Frozen;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Turns what a host declared into rules by name, or into a list of everything that is wrong with it. .NET types, names and patterns meet
/// here: an event type is known by its current name, and matches under every name it ever had.
/// </summary>
internal sealed partial class RegistryCompiler
{
    private readonly Declarations declared;
    private readonly EventTypeMap types;
    private readonly List<string> problems = [];
    private readonly Dictionary<string, TypeDeclaration> exact = new(StringComparer.Ordinal);
    private readonly SortedSet<string> known;

    private RegistryCompiler(Declarations declared, EventTypeMap types)
    {
        this.declared = declared;
        this.types = types;
        FindExactOwners();
        known = new SortedSet<string>(
            types.Types.Select(mapped => mapped.Name).Concat(exact.Keys).Concat(exact.Values.Concat(declared.Types).SelectMany(NamesIn)), StringComparer.Ordinal);
    }

    internal static ConflictRegistry Compile(Declarations declared, EventTypeMap types)
    {
        var compiler = new RegistryCompiler(declared, types);
        compiler.RefuseWhatCannotBe();
        var rules = compiler.CompileKnown();
        if (compiler.problems.Count > 0)
        {
            throw new EventStoreConfigurationException(compiler.problems);
        }

        return new ConflictRegistry(rules, compiler.CompileUnknown, [.. compiler.known], types, declared.Caps);
    }

    /// <summary>Every declaration by the current name of the one type it speaks of; what was declared both ways joins the lists of its types.</summary>
    private void FindExactOwners()
    {
        foreach (var declaration in declared.Types.Where(each => !each.Mine.IsPattern))
        {
            if (CurrentName(declaration.Mine) is { } name && !exact.TryAdd(name, declaration))
            {
                Refuse(
                    $"The rules of '{name}' are declared twice: at {exact[name].Place} and at {declaration.Place}. "
                    + "Say everything about a type in one place.");
            }
        }

        foreach (var pair in declared.Symmetric)
        {
            if (CurrentName(pair.Mine) is { } name)
            {
                exact.TryAdd(name, new TypeDeclaration(pair.Mine, pair.Place));
                exact[name].Pairs.Add(pair);
            }
        }
    }

    /// <summary>The rules of the known types, and of each pattern's own text: it stands for the names that only the pattern will know.</summary>
    private FrozenDictionary<string, CompiledRule> CompileKnown()
    {
        var rules = new Dictionary<string, CompiledRule>(StringComparer.Ordinal);
        foreach (var mine in known.Union(declared.Types.Where(each => each.Mine.IsPattern).Select(each => each.Mine.Name!), StringComparer.Ordinal))
        {
            if (OwnerOf(mine) is { } owner)
            {
                RefuseSilence(mine, owner);
                var rule = Compile(mine, owner);
                foreach (var name in AllNames(mine))
                {
                    rules.Add(name, rule);
                }
            }
        }

        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The rules of a name nobody knew when the registry was built, if a pattern matches it.</summary>
    private CompiledRule? CompileUnknown(string mine) => OwnerOf(mine) is { } owner ? Compile(mine, owner) : null;

    private CompiledRule Compile(string mine, TypeDeclaration owner)
    {
        var decisions = new Dictionary<string, PairDecision>(StringComparer.Ordinal);
        var itself = known.Contains(mine) ? Enumerable.Empty<string>() : [mine];
        foreach (var theirs in known.Concat(itself))
        {
            var decision = DecisionOn(owner, PairOf(owner, mine, theirs));
            foreach (var name in AllNames(theirs))
            {
                decisions[name] = decision;
            }
        }

        var otherwise = DecisionOn(owner, pair: null);
        (string, PairDecision Decision)[] patterns =
            [.. Narrowest(owner.Pairs.Where(pair => pair.Theirs.IsPattern && !pair.IsWithItself)).Select(pair => (pair.Theirs.Name!, DecisionOn(owner, pair)))];

        // An engine knows no patterns: what one might match is asked about, and answered here.
        var unknown = Array.TrueForAll(patterns, pattern => pattern.Decision.Verdict == otherwise.Verdict) ? otherwise.Verdict : Verdict.Ask;
        var verdicts = decisions.Select(decision => KeyValuePair.Create(decision.Key, decision.Value.Verdict));
        StalenessCap[] caps = [.. owner.Caps, .. declared.Caps];
        return new CompiledRule(
            caps.Aggregate(AppendCondition.Create(unknown, verdicts), (condition, cap) => condition.AtMost(cap.MaxEvents, cap.MaxAge)),
            decisions.ToFrozenDictionary(StringComparer.Ordinal),
            patterns,
            otherwise,
            owner.Caps);
    }

    private PairDecision DecisionOn(TypeDeclaration owner, PairDeclaration? pair)
    {
        if (owner.Never is [var never, ..])
        {
            return new PairDecision(Verdict.Admit, new ConflictRule(ConflictRuleKind.NeverConflicts, never));
        }

        if (pair is not null)
        {
            var verdict = !pair.Conflict ? Verdict.Admit : pair.Question is null ? Verdict.Refuse : Verdict.Ask;
            return new PairDecision(verdict, pair.Rule) { Question = pair.Question };
        }

        return (owner.CompatibleOnly, declared.StrictAt) switch
        {
            ([var only, ..], _) => new PairDecision(Verdict.Refuse, new ConflictRule(ConflictRuleKind.NotCompatible, only)),
            (_, { } strictAt) => new PairDecision(Verdict.Refuse, new ConflictRule(ConflictRuleKind.Undeclared, strictAt)),
            _ => new PairDecision(Verdict.Admit, new ConflictRule(ConflictRuleKind.NotListed, owner.Place)),
        };
    }

    private IEnumerable<string> NamesIn(TypeDeclaration declaration) => declaration.Pairs
        .Where(pair => !pair.Theirs.IsPattern)
        .Select(pair => CurrentName(pair.Theirs))
        .OfType<string>();

    /// <summary>The name a reference stands for now; null for a .NET type that has none, and for a pattern's own text there is no telling.</summary>
    private string? CurrentName(EventTypeReference reference) => reference.Type is not null
        ? types.TryGet(reference.Type, out var mapped) ? mapped.Name : null
        : types.TryGet(reference.Name!, out var byName) ? byName.Name : reference.Name;

    private IReadOnlyList<string> AllNames(string name) => types.TryGet(name, out var mapped) ? mapped.AllNames : [name];
}
