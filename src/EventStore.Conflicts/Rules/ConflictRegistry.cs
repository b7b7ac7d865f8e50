using System.Collections.Frozen;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Which events conflict with which, decided once at startup. Frozen and safe for many threads; built by <see cref="ConflictRegistryBuilder"/>.
/// It never looks at a store: it compiles an append to an <see cref="AppendCondition"/>, which an engine evaluates by itself.
/// </summary>
public sealed class ConflictRegistry
{
    private readonly FrozenDictionary<string, CompiledRule> rules;

    internal ConflictRegistry(FrozenDictionary<string, CompiledRule> rules) => this.rules = rules;

    /// <summary>No rules at all: every type conflicts with everything. Plain optimistic concurrency.</summary>
    public static ConflictRegistry Empty { get; } = new(FrozenDictionary<string, CompiledRule>.Empty);

    /// <summary>
    /// What a stale append of one event of <paramref name="type"/> is refused for. Looked up, not computed; allocates nothing. A type
    /// without a rule is refused for anything.
    /// </summary>
    /// <param name="type">The name of the incoming event's type, current or former.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public AppendCondition Compile(string type) =>
        rules.TryGetValue(type, out var rule) ? rule.Condition : AppendCondition.RefuseAnything;

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

    /// <summary>
    /// The rule by which an incoming event of one type conflicts with a concurrent one of another, or null where they don't conflict.
    /// </summary>
    /// <param name="incomingType">The name of the type of the event being appended.</param>
    /// <param name="concurrentType">The name of the type of the event committed meanwhile.</param>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    public ConflictRule? FindConflict(string incomingType, string concurrentType)
    {
        ArgumentNullException.ThrowIfNull(concurrentType);
        if (!rules.TryGetValue(incomingType, out var rule))
        {
            return ConflictRule.NotRegistered;
        }

        return rule.Condition.On(concurrentType) == Verdict.Admit
            ? null
            : rule.Declared.GetValueOrDefault(concurrentType, rule.Otherwise);
    }
}
