using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>The rule of one event type, globs resolved.</summary>
internal sealed record TypeRule(string Type, RuleEntry Entry, IReadOnlyList<string> Others)
{
    /// <summary>Declares the rule. Its place is the rules file's, so what the library says about it leads there.</summary>
    internal void AddTo(ConflictRegistryBuilder registry, string rulesFile)
    {
        var rule = registry.For(Type, Entry.Line, rulesFile);
        switch (Entry.Verb)
        {
            case RuleVerb.NeverConflicts:
                rule.NeverConflicts(Entry.Line, rulesFile);
                break;
            case RuleVerb.CompatibleOnlyWith:
                rule.CompatibleOnlyWith(Others, Entry.Line, rulesFile);
                break;
            default:
                var conflicts = rule.ConflictsWith(Others, Entry.Line, rulesFile);
                if (Entry.SameBy is { } column)
                {
                    conflicts.SameBy(column);
                }

                if (!Others.Contains(Type, StringComparer.Ordinal))
                {
                    // The registry refuses silence about the type itself. Here the list says it all: what it doesn't name is compatible.
                    rule.CompatibleWithItself(Entry.Line, rulesFile);
                }

                break;
        }
    }
}
