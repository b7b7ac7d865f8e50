using System.Text;
using System.Text.Json;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// Reads a rules file:
/// <c>{ "type or glob": { "conflictsWith": […], "sameBy": "column" } | { "neverConflicts": true } | { "compatibleOnlyWith": […] } }</c>.
/// Whatever it doesn't understand is an error: a rule that was misspelt and skipped would change the figures unnoticed.
/// </summary>
internal sealed partial class RulesFile
{
    private const string Form = "{ \"<type or glob>\": { \"conflictsWith\": [\"<type or glob>\", …] } }";

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
