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
    private readonly TypeDeclaration[] derived;
    private readonly TypeDeclaration[] patterns;
    private readonly Dictionary<TypeDeclaration, DeclaredPairs> pairsOf;

    private RegistryCompiler(Declarations declared, EventTypeMap types)
    {
        this.declared = declared;
        this.types = types;
        FindExactOwners();
        derived = [.. declared.Types.Where(each => each.IncludingDerived)];
        patterns = [.. declared.Types.Where(each => each.Mine.IsPattern)];
        pairsOf = Owners.ToDictionary(owner => owner, owner => new DeclaredPairs(owner.Pairs, CurrentName));
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

        return new ConflictRegistry(rules, compiler.CompileUnknown, [.. compiler.known], types, declared, compiler.FindWarnings(rules));
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

    private FrozenDictionary<string, CompiledRule> CompileKnown()
    {
        var rules = new Dictionary<string, CompiledRule>(StringComparer.Ordinal);
        foreach (var mine in known)
        {
            if (OwnerOf(mine) is { } owner)
            {
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
        var otherwise = DecisionOn(owner, pair: null);
        (string, PairDecision Decision)[] byPattern = [.. Narrowest(pairsOf[owner].Patterns).Select(pair => (pair.Theirs.Name!, DecisionOn(owner, pair)))];

        // An engine knows no patterns: what one might match is asked about, and answered here. Only then has it to be told of the types that nothing is said of.
        var unknown = Array.TrueForAll(byPattern, pattern => pattern.Decision.Verdict == otherwise.Verdict) ? otherwise.Verdict : Verdict.Ask;
        var decisions = new Dictionary<string, PairDecision>(StringComparer.Ordinal);
        var itself = known.Contains(mine) ? Enumerable.Empty<string>() : [mine];
        foreach (var theirs in known.Concat(itself))
        {
            var pair = PairOf(owner, mine, theirs);
            if (pair is not null || unknown != otherwise.Verdict)
            {
                var decision = DecisionOn(owner, pair);
                foreach (var name in AllNames(theirs))
                {
                    decisions[name] = decision;
                }
            }
        }

        var verdicts = decisions.Select(decision => KeyValuePair.Create(decision.Key, decision.Value.Verdict));
        StalenessCap[] caps = [.. owner.Caps, .. declared.Caps];
        return new CompiledRule(
            caps.Aggregate(AppendCondition.Create(unknown, verdicts), (condition, cap) => condition.AtMost(cap.MaxEvents, cap.MaxAge)),
            decisions.ToFrozenDictionary(StringComparer.Ordinal),
            byPattern,
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
}
