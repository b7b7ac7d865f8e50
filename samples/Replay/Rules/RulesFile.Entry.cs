using System.Text.Json;

namespace EventStore.Conflicts.Samples.Replay;

/// <content>One entry.</content>
internal sealed partial class RulesFile
{
    private const string SameBy = "sameBy";

    private static readonly Dictionary<string, RuleVerb> Verbs = new(StringComparer.Ordinal)
    {
        ["conflictsWith"] = RuleVerb.ConflictsWith,
        ["neverConflicts"] = RuleVerb.NeverConflicts,
        ["compatibleOnlyWith"] = RuleVerb.CompatibleOnlyWith,
    };

    private RuleEntry ReadEntry(string pattern, JsonElement rule, int line)
    {
        var where = $", line {line}, rule {Excerpt.Quote(pattern)}";
        CheckName(pattern, where);
        if (rule.ValueKind != JsonValueKind.Object)
        {
            throw Error(where, $"it must be an object with one of {string.Join(", ", Verbs.Keys)}, and it is {Kind(rule)}.");
        }

        List<JsonProperty> said = [.. rule.EnumerateObject()];
        if (said.Find(property => !Verbs.ContainsKey(property.Name) && !property.NameEquals(SameBy)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw Error(where, $"the key {Excerpt.Quote(unknown.Name)} is unknown; the keys of a rule are {string.Join(", ", Verbs.Keys)}, {SameBy}.");
        }

        if (said.CountBy(property => property.Name).FirstOrDefault(key => key.Value > 1).Key is { } twice)
        {
            throw Error(where, $"the key '{twice}' stands twice.");
        }

        List<JsonProperty> verbs = [.. said.Where(property => !property.NameEquals(SameBy))];
        return verbs switch
        {
            [] => throw Error(where, $"it says nothing of conflicts; it needs one of {string.Join(", ", Verbs.Keys)}."),
            [var one] => new RuleEntry(pattern, line, Verbs[one.Name], ReadOthers(one, where), ReadSameBy(rule, one, where)),
            [var one, var two, ..] => throw Error(where, $"it says both {one.Name} and {two.Name}; keep one of them."),
        };
    }

    private List<string> ReadOthers(JsonProperty said, string where)
    {
        if (Verbs[said.Name] == RuleVerb.NeverConflicts)
        {
            return said.Value.ValueKind == JsonValueKind.True
                ? []
                : throw Error(where, said.Value.ValueKind == JsonValueKind.False
                    ? "neverConflicts can only be true. A type without a rule conflicts with everything: leave the rule out."
                    : $"neverConflicts must be true, and it is {Kind(said.Value)}.");
        }

        if (said.Value.ValueKind != JsonValueKind.Array)
        {
            throw Error(where, $"{said.Name} must be a list of types and globs, and it is {Kind(said.Value)}.");
        }

        List<string> others = [];
        foreach (var other in said.Value.EnumerateArray())
        {
            if (other.ValueKind != JsonValueKind.String)
            {
                throw Error(where, $"{said.Name} must be a list of types and globs, and its element {others.Count + 1} is {Kind(other)}.");
            }

            others.Add(other.GetString()!);
            CheckName(others[^1], where);
        }

        return others.Count > 0
            ? others
            : throw Error(where, Verbs[said.Name] == RuleVerb.ConflictsWith
                ? "conflictsWith is an empty list. If nothing conflicts with the type, say { \"neverConflicts\": true }."
                : "compatibleOnlyWith is an empty list. A type without a rule conflicts with everything: leave the rule out.");
    }

    private string? ReadSameBy(JsonElement rule, JsonProperty said, string where)
    {
        if (!rule.TryGetProperty(SameBy, out var column))
        {
            return null;
        }

        if (Verbs[said.Name] != RuleVerb.ConflictsWith)
        {
            throw Error(where, $"sameBy narrows what conflictsWith lists; {said.Name} can't have it.");
        }

        if (column.ValueKind != JsonValueKind.String)
        {
            throw Error(where, $"sameBy must be the name of a column, and it is {Kind(column)}.");
        }

        var name = column.GetString()!;
        return LogFile.Columns.Contains(name, StringComparer.Ordinal)
            ? name
            : throw Error(where, $"sameBy names the column {Excerpt.Quote(name)}; the columns of the log are {string.Join(", ", LogFile.Columns)}.");
    }

    private void CheckName(string name, string where)
    {
        try
        {
            EventTypes.Check(name);
        }
        catch (ArgumentException problem)
        {
            throw Error(where, ReplayException.Reason(problem));
        }
    }
}
