using System.Text.Json;

namespace EventStore.Conflicts.Serialization;

/// <summary>Metadata as a small JSON object; nothing at all where there is none, so that it costs nothing.</summary>
internal static class MetadataJson
{
    private static readonly JsonEncodedText Correlation = JsonEncodedText.Encode("correlationId");
    private static readonly JsonEncodedText Causation = JsonEncodedText.Encode("causationId");
    private static readonly JsonEncodedText HeadersProperty = JsonEncodedText.Encode("headers");

    // The default of the serialiser, so that both come by the same buffer.
    private const int MaxDepth = 64;

    /// <exception cref="CappedBuffer.FullException">It has more than <paramref name="maxBytes"/>.</exception>
    internal static ReadOnlyMemory<byte> Write(EventMetadata metadata, int maxBytes) =>
        metadata.IsEmpty ? default(ReadOnlyMemory<byte>) : JsonBuffer.Write(maxBytes, MaxDepth, metadata, Write);

    internal static EventMetadata Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return EventMetadata.Empty;
        }

        var (correlation, causation, headers) = (default(string), default(string), EventMetadata.Empty.Headers);
        var reader = new Utf8JsonReader(json);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Correlation.EncodedUtf8Bytes))
            {
                correlation = Text(ref reader);
            }
            else if (reader.ValueTextEquals(Causation.EncodedUtf8Bytes))
            {
                causation = Text(ref reader);
            }
            else if (reader.ValueTextEquals(HeadersProperty.EncodedUtf8Bytes))
            {
                headers = ReadHeaders(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        Expect(reader.TokenType == JsonTokenType.EndObject && !reader.Read());
        return new EventMetadata { CorrelationId = correlation, CausationId = causation, Headers = headers };
    }

    private static void Write(Utf8JsonWriter writer, EventMetadata metadata)
    {
        writer.WriteStartObject();
        if (metadata.CorrelationId is { } correlation)
        {
            writer.WriteString(Correlation, correlation);
        }

        if (metadata.CausationId is { } causation)
        {
            writer.WriteString(Causation, causation);
        }

        if (metadata.Headers.Count > 0)
        {
            writer.WriteStartObject(HeadersProperty);
            foreach (var (name, value) in metadata.Headers.OrderBy(header => header.Key, StringComparer.Ordinal))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static Dictionary<string, string> ReadHeaders(ref Utf8JsonReader reader)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            headers.Add(name, Text(ref reader) ?? "");
        }

        return headers;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("Metadata is not one JSON object.");
        }
    }
}
