using System.Collections.Frozen;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Rules;

/// <summary>The rules of one incoming type, by name: what an engine evaluates, and what explains it.</summary>
/// <param name="Condition">What a stale append of this type is refused for.</param>
/// <param name="Declared">The rule that names a concurrent type, where one does.</param>
/// <param name="Otherwise">The rule that decides on all other types.</param>
internal sealed record CompiledRule(AppendCondition Condition, FrozenDictionary<string, ConflictRule> Declared, ConflictRule Otherwise);
