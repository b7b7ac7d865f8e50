using System.Text.Json;

namespace EventStore.Conflicts.Serialization;

/// <summary>Metadata as a small JSON object; nothing at all where there is none, so that it costs nothing.</summary>
internal static class MetadataJson
{
    private const string Correlation = "correlationId";
    private const string Causation = "causationId";
    private const string HeadersProperty = "headers";

    /// <exception cref="CappedBuffer.FullException">It has more than <paramref name="maxBytes"/>.</exception>
    internal static ReadOnlyMemory<byte> Write(EventMetadata metadata, int maxBytes)
    {
        if (metadata.IsEmpty)
        {
            return default;
        }

        var buffer = new CappedBuffer(maxBytes);
        using (var writer = new Utf8JsonWriter(buffer))
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

        return buffer.Written;
    }

    internal static EventMetadata Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return EventMetadata.Empty;
        }

        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new EventMetadata
        {
            CorrelationId = Text(root, Correlation),
            CausationId = Text(root, Causation),
            Headers = root.TryGetProperty(HeadersProperty, out var headers)
                ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString() ?? "", StringComparer.Ordinal)
                : EventMetadata.Empty.Headers,
        };
    }

    private static string? Text(JsonElement root, string property) =>
        root.TryGetProperty(property, out var value) ? value.GetString() : null;
}
