using System.Text;
using System.Text.Json;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// Reads a rules file: <c>{ "type or glob": { "conflictsWith": […] } | { "neverConflicts": true } | { "compatibleOnlyWith": […] } }</c>.
/// Whatever it doesn't understand is an error: a rule that was misspelt and skipped would change the figures unnoticed.
/// </summary>
internal sealed class RulesFile
{
    private const string Form = "{ \"<type or glob>\": { \"conflictsWith\": [\"<type or glob>\", …] } }";

    private static readonly Dictionary<string, RuleVerb> Verbs = new(StringComparer.Ordinal)
    {
        ["conflictsWith"] = RuleVerb.ConflictsWith,
        ["neverConflicts"] = RuleVerb.NeverConflicts,
        ["compatibleOnlyWith"] = RuleVerb.CompatibleOnlyWith,
    };

    private readonly string path;

    private RulesFile(string path) => this.path = path;

    /// <summary>The entries of the file, in its order.</summary>
    /// <exception cref="ReplayException">The file can't be read, or something in it is not as it must be.</exception>
    internal static IReadOnlyList<RuleEntry> Load(string path)
    {
        var file = new RulesFile(path);
        var json = file.ReadText();
        try
        {
            using var document = JsonDocument.Parse(json);
            return file.ReadEntries(document.RootElement, json);
        }
        catch (JsonException problem)
        {
            // The message ends with a position counted from zero; the line is given the way editors count.
            var what = problem.Message.Split(" LineNumber:", 2)[0];
            throw file.Error($", line {problem.LineNumber + 1}", $"it is not valid JSON: {Excerpt.Message(what)}");
        }
        catch (InvalidOperationException)
        {
            throw file.Error(string.Empty, "a name in it has half of a surrogate pair (\\uD800 to \\uDFFF), so it is not valid text.");
        }
    }

    private string ReadText()
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new ReplayException($"{path} is a directory; --rules needs a file.");
            }

            using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException problem)
        {
            throw new ReplayException($"{path} is not UTF-8 text.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ReplayException($"The rules file can't be opened: {ReplayException.Reason(problem)}", problem);
        }
    }

    private List<RuleEntry> ReadEntries(JsonElement root, string json)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Error(string.Empty, $"it must hold one object, {Form}, and it holds {Kind(root)}.");
        }

        var entries = new List<RuleEntry>();
        foreach (var (property, line) in root.EnumerateObject().Zip(LinesOfKeys(json)))
        {
            var entry = ReadEntry(property.Name, property.Value, line);
            if (entries.Find(other => string.Equals(other.Pattern, entry.Pattern, StringComparison.Ordinal)) is { } first)
            {
                throw Error($", line {line}", $"the key {Excerpt.Quote(entry.Pattern)} stands twice, first on line {first.Line}.");
            }

            entries.Add(entry);
        }

        return entries;
    }

    private RuleEntry ReadEntry(string pattern, JsonElement rule, int line)
    {
        var where = $", line {line}, rule {Excerpt.Quote(pattern)}";
        CheckName(pattern, where);
        if (rule.ValueKind != JsonValueKind.Object)
        {
            throw Error(where, $"it must be an object with one of {string.Join(", ", Verbs.Keys)}, and it is {Kind(rule)}.");
        }

        List<JsonProperty> said = [.. rule.EnumerateObject()];
        if (said.Find(property => !Verbs.ContainsKey(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw Error(where, $"the key {Excerpt.Quote(unknown.Name)} is unknown; the keys of a rule are {string.Join(", ", Verbs.Keys)}.");
        }

        return said switch
        {
            [] => throw Error(where, $"it says nothing; it needs one of {string.Join(", ", Verbs.Keys)}."),
            [var one] => new RuleEntry(pattern, line, Verbs[one.Name], ReadOthers(one, where)),
            [var one, var two, ..] when one.NameEquals(two.Name) => throw Error(where, $"the key '{one.Name}' stands twice."),
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

    /// <summary>The line of each key of the outermost object, in order. The document doesn't keep lines, so they are looked up in the text.</summary>
    private static List<int> LinesOfKeys(string json)
    {
        ReadOnlySpan<byte> utf8 = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(utf8);
        List<int> lines = [];
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                lines.Add(1 + utf8[..(int)reader.TokenStartIndex].Count((byte)'\n'));
            }
        }

        return lines;
    }

    private ReplayException Error(string where, string what) => new($"{path}{where}: {what}");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        var other => other.ToString().ToLowerInvariant(),
    };
}
