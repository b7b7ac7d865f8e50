using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventStore.Conflicts;

/// <summary>
/// Writes a value as the text that <see cref="object.ToString"/> prints and reads it back by <see cref="IParsable{TSelf}"/>, so that ids, positions and expected
/// versions can stand in events, forms and messages.
/// </summary>
/// <typeparam name="T">A type whose printed text can be parsed.</typeparam>
public sealed class TextJsonConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? Parse(reader.GetString())
        : throw new JsonException($"A {typeof(T).Name} is a JSON string, not a {reader.TokenType}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Print(value));
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Print(value));
    }

    private static T Parse(string? text) => T.TryParse(text, provider: null, out var value)
        ? value
        : throw new JsonException($"'{NameRule.Show(text ?? "")}' is no {typeof(T).Name}.");

    // A default is no value: it would be read back as an error, by somebody else, later.
    private static string Print(T value) => EqualityComparer<T>.Default.Equals(value, default)
        ? throw new JsonException($"default({typeof(T).Name}) cannot be written.")
        : value.ToString()!;
}
