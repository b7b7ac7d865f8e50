using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>The rules of one replay: what a rules file means for the types of one log.</summary>
/// <param name="Path">The rules file.</param>
/// <param name="Rules">A rule per type.</param>
/// <param name="UnknownTypes">Types the file names in full and the log doesn't have: they can't matter here, and may be misspelt.</param>
internal sealed record ReplayRules(string Path, IReadOnlyList<TypeRule> Rules, IReadOnlyList<string> UnknownTypes)
{
    /// <summary>Resolves the globs of a rules file over the types of a log.</summary>
    /// <exception cref="ReplayException">A glob matches nothing, or two entries are about the same type.</exception>
    internal static ReplayRules Resolve(string path, IReadOnlyList<RuleEntry> entries, IReadOnlySet<string> logTypes)
    {
        var rules = new Dictionary<string, TypeRule>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var others = entry.Others.SelectMany(other => TypesOf(other, entry)).Distinct(StringComparer.Ordinal).ToList();
            foreach (var type in TypesOf(entry.Pattern, entry))
            {
                if (!rules.TryAdd(type, new TypeRule(type, entry, others)))
                {
                    var first = rules[type].Entry;
                    throw new ReplayException(
                        $"{path}: the rules {Excerpt.Quote(first.Pattern)} (line {first.Line}) and {Excerpt.Quote(entry.Pattern)} (line {entry.Line}) are both about {Excerpt.Quote(type)}. "
                        + "Say everything about a type in one of them.");
                }
            }
        }

        var unknown = entries.SelectMany(entry => entry.Others.Prepend(entry.Pattern))
            .Where(name => !Glob.IsGlob(name) && !logTypes.Contains(name))
            .Distinct(StringComparer.Ordinal);
        return new ReplayRules(path, [.. rules.Values], [.. unknown]);

        IReadOnlyList<string> TypesOf(string name, RuleEntry entry)
        {
            if (!Glob.IsGlob(name))
            {
                return [name];
            }

            var glob = new Glob(name);
            List<string> matches = [.. logTypes.Where(glob.Matches).Order(StringComparer.Ordinal)];
            if (matches.Find(type => type.Contains('*', StringComparison.Ordinal) && logTypes.Count(new Glob(type).Matches) > 1) is { } pattern)
            {
                // The library would take it for a pattern, too.
                throw new ReplayException(
                    $"{path}, line {entry.Line}: the log has the type {Excerpt.Quote(pattern)}, and no rule can be about it alone: its * stands for other types, too.");
            }

            return matches.Count > 0
                ? matches
                : throw new ReplayException($"{path}, line {entry.Line}: the glob {Excerpt.Quote(name)} matches no event type of the log.");
        }
    }

    /// <summary>Declares them all.</summary>
    internal void AddTo(ConflictRegistryBuilder registry)
    {
        foreach (var rule in Rules)
        {
            rule.AddTo(registry, Path);
        }
    }
}
