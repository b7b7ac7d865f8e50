using System.Collections.Frozen;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Which events conflict with which, decided once at startup. Frozen and safe for many threads; built by <see cref="ConflictRegistryBuilder"/>.
/// It never looks at a store: it compiles an append to an <see cref="AppendCondition"/>, which an engine evaluates by itself.
/// </summary>
public sealed partial class ConflictRegistry
{
    private readonly FrozenDictionary<string, CompiledRule> rules;
    private readonly Func<string, CompiledRule?> compileUnknown;
    private readonly Declarations declared;

    internal ConflictRegistry(
        FrozenDictionary<string, CompiledRule> rules,
        Func<string, CompiledRule?> compileUnknown,
        IReadOnlyList<string> knownTypes,
        EventTypeMap types,
        Declarations declared,
        IReadOnlyList<RegistryWarning> warnings)
    {
        this.rules = rules;
        this.compileUnknown = compileUnknown;
        this.declared = declared;
        KnownTypes = knownTypes;
        Types = types;
        Warnings = warnings;
    }

    /// <summary>No rules at all: every type conflicts with everything. Plain optimistic concurrency.</summary>
    public static ConflictRegistry Empty { get; } =
        new(FrozenDictionary<string, CompiledRule>.Empty, _ => null, [], EventTypeMap.Empty, Declarations.None, []);

    /// <summary>
    /// What is allowed and may be a mistake all the same; by kind, then by name. A store logs them when it is built. Empty where nothing is declared: plain
    /// optimistic concurrency is a choice.
    /// </summary>
    public IReadOnlyList<RegistryWarning> Warnings { get; }

    /// <summary>The current names of all types that are mapped or named by a rule, in ordinal order.</summary>
    internal IReadOnlyList<string> KnownTypes { get; }

    /// <summary>The type map it was built with.</summary>
    internal EventTypeMap Types { get; }

    /// <summary>
    /// What a stale append of one event of <paramref name="type"/> is refused for. Looked up, not computed; allocates nothing (but for a type that only a
    /// pattern of names matches). A type without a rule is refused for anything.
    /// </summary>
    /// <param name="type">The name of the incoming event's type, current or former.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public AppendCondition Compile(string type) =>
        RuleOf(type) is { } rule ? rule.Condition : AppendCondition.RefuseAnything;

    /// <summary>
    /// What a stale append of a batch is refused for: every incoming type against every concurrent one. An empty batch is refused for
    /// anything.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    public AppendCondition Compile(IReadOnlyList<string> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (types.Count == 0)
        {
            return AppendCondition.RefuseAnything;
        }

        var first = Compile(types[0]);
        for (var i = 1; i < types.Count; i++)
        {
            if (!ReferenceEquals(Compile(types[i]), first))
            {
                return AppendCondition.All([.. types.Select(Compile)]);
            }
        }

        return first;
    }

    /// <summary>What it says of an incoming event of one type and a concurrent one of another, by their types alone.</summary>
    /// <param name="incomingType">The name of the type of the event being appended.</param>
    /// <param name="concurrentType">The name of the type of the event committed meanwhile.</param>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    public PairDecision Decide(string incomingType, string concurrentType)
    {
        ArgumentNullException.ThrowIfNull(concurrentType);
        return RuleOf(incomingType)?.On(concurrentType) ?? PairDecision.NotRegistered;
    }

    /// <summary>The caps that an append of these types is under.</summary>
    internal IEnumerable<StalenessCap> CapsOf(IEnumerable<string> incomingTypes) =>
        incomingTypes.Distinct(StringComparer.Ordinal).SelectMany(type => RuleOf(type)?.Caps ?? []).Concat(declared.Caps).Distinct();

    private CompiledRule? RuleOf(string type) => rules.TryGetValue(type, out var rule) ? rule : compileUnknown(type);
}
