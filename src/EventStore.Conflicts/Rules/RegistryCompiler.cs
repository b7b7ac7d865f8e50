using System.Collections.Frozen;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Turns what a host declared into rules by name, or into a list of everything that is wrong with it. .NET types and names meet
/// here: an event type is known by its current name, and matches under every name it ever had.
/// </summary>
internal sealed partial class RegistryCompiler
{
    private readonly EventTypeMap types;
    private readonly List<string> problems = [];

    private RegistryCompiler(EventTypeMap types) => this.types = types;

    internal static ConflictRegistry Compile(
        IEnumerable<TypeDeclaration> declarations, IReadOnlyList<PairDeclaration> symmetric, EventTypeMap types)
    {
        var compiler = new RegistryCompiler(types);
        var byName = compiler.ByCurrentName(declarations, symmetric);
        var pairs = compiler.PairsOf(byName);
        compiler.RefuseContradictionsAcross(pairs);
        var rules = byName.ToDictionary(
            declared => declared.Key, declared => compiler.Compile(declared.Key, declared.Value, pairs), StringComparer.Ordinal);
        if (compiler.problems.Count > 0)
        {
            throw new EventStoreConfigurationException(compiler.problems);
        }

        return new ConflictRegistry(rules
            .SelectMany(rule => compiler.AllNames(rule.Key), (rule, name) => KeyValuePair.Create(name, rule.Value))
            .ToFrozenDictionary(StringComparer.Ordinal));
    }

    private Dictionary<string, TypeDeclaration> ByCurrentName(
        IEnumerable<TypeDeclaration> declarations, IReadOnlyList<PairDeclaration> symmetric)
    {
        var byName = new Dictionary<string, TypeDeclaration>(StringComparer.Ordinal);
        foreach (var declaration in declarations)
        {
            if (CurrentName(declaration.Mine, declaration.Place) is { } name && !byName.TryAdd(name, declaration))
            {
                Refuse(
                    $"The rules of '{name}' are declared twice: at {byName[name].Place} and at {declaration.Place}. "
                    + "Say everything about a type in one place.");
            }
        }

        foreach (var pair in symmetric)
        {
            if (CurrentName(pair.Mine, pair.Place) is { } name)
            {
                byName.TryAdd(name, new TypeDeclaration(pair.Mine, pair.Place));
                byName[name].Pairs.Add(pair);
            }
        }

        return byName;
    }

    /// <summary>Every declared pair by (incoming, concurrent) name; a pair declared twice is a problem that names both places.</summary>
    private Dictionary<(string Mine, string Theirs), PairDeclaration> PairsOf(Dictionary<string, TypeDeclaration> byName)
    {
        var pairs = new Dictionary<(string, string), PairDeclaration>();
        foreach (var (mine, declaration) in byName)
        {
            foreach (var pair in declaration.Pairs)
            {
                if (CurrentName(pair.Theirs, pair.Place) is { } theirs && !pairs.TryAdd((mine, theirs), pair))
                {
                    var first = pairs[(mine, theirs)];
                    Refuse(first.Conflict == pair.Conflict
                        ? $"'{mine}' with '{theirs}' is declared twice: at {first.Place} and at {pair.Place}."
                        : $"'{mine}' with '{theirs}' is declared {Says(first)} and {Says(pair)}.");
                }
            }
        }

        return pairs;
    }

    private CompiledRule Compile(
        string mine, TypeDeclaration declaration, Dictionary<(string Mine, string Theirs), PairDeclaration> pairs)
    {
        RefuseContradictoryVerbs(mine, declaration);
        if (declaration.Never.Count > 0)
        {
            return new CompiledRule(AppendCondition.RefuseNothing, FrozenDictionary<string, ConflictRule>.Empty, ConflictRule.NotRegistered);
        }

        RefuseSilence(mine, declaration, pairs);
        var otherwise = declaration.CompatibleOnly.Count > 0 ? Verdict.Refuse : Verdict.Admit;
        var verdicts = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        var declared = new Dictionary<string, ConflictRule>(StringComparer.Ordinal);
        foreach (var pair in declaration.Pairs)
        {
            foreach (var theirs in CurrentName(pair.Theirs, place: null) is { } name ? AllNames(name) : [])
            {
                verdicts[theirs] = pair.Conflict ? Verdict.Refuse : Verdict.Admit;
                if (pair.Conflict)
                {
                    declared[theirs] = new ConflictRule(ConflictRuleKind.ConflictsWith, pair.Place);
                }
            }
        }

        return new CompiledRule(
            AppendCondition.Create(otherwise, verdicts),
            declared.ToFrozenDictionary(StringComparer.Ordinal),
            new ConflictRule(ConflictRuleKind.NotCompatible, declaration.CompatibleOnly.FirstOrDefault(declaration.Place)));
    }

    private string? CurrentName(EventTypeReference reference, SourcePlace? place)
    {
        if (reference.Type is not null)
        {
            if (types.TryGet(reference.Type, out var mapped))
            {
                return mapped.Name;
            }

            if (place is not null)
            {
                Refuse($"{reference.Type} has a rule at {place} but no name: map it, Map<{reference.Type.Name}>(\"…\").");
            }

            return null;
        }

        return types.TryGet(reference.Name!, out var byName) ? byName.Name : reference.Name;
    }

    private IReadOnlyList<string> AllNames(string name) => types.TryGet(name, out var mapped) ? mapped.AllNames : [name];
}
