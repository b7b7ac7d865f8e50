using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace EventStore.Conflicts.Serialization;

/// <summary>
/// Events to bytes and back, with System.Text.Json and the closed map of event types. Everything that can be wrong with a type is found when it
/// is made; nothing in stored data ever chooses a .NET type.
/// </summary>
internal sealed class EventSerializer
{
    private readonly EventTypeMap types;
    private readonly FrozenDictionary<Type, JsonTypeInfo> contracts;
    private readonly JsonReaderOptions readerOptions;
    private readonly int maxBytes;

    internal EventSerializer(EventTypeMap types, JsonSerializerOptions? options, int maxBytesPerEvent, int maxDepth)
    {
        this.types = types;
        maxBytes = maxBytesPerEvent;
        readerOptions = new JsonReaderOptions { MaxDepth = maxDepth };
        contracts = JsonContracts.Of(types, options, maxDepth);
    }

    /// <summary>The bytes of <paramref name="newEvent"/>. Made once per event and serialiser, so that what is sent again is the same.</summary>
    internal SerializedEvent Encode(NewEvent newEvent)
    {
        var earlier = (SerializedEvent?)newEvent.Encoded;
        for (var kept = earlier; kept is not null; kept = kept.Earlier)
        {
            if (ReferenceEquals(kept.By, this))
            {
                return kept;
            }
        }

        var metadata = EncodeMetadata(newEvent);
        var (type, data) = newEvent.Data is null ? EncodeRaw(newEvent) : EncodeObject(newEvent);
        var size = (long)data.Length + metadata.Length;
        if (size > maxBytes)
        {
            throw TooLarge(newEvent, type, $"{size:N0}");
        }

        var encoded = new SerializedEvent(this, type, types.TryGet(type, out var mapped) ? mapped.AllNames : [], data, metadata, earlier);
        newEvent.Encoded = encoded;
        return encoded;
    }

    /// <summary>
    /// The object that <paramref name="data"/> holds, or null where the type name is not known. Throws whatever the type's own code throws.
    /// </summary>
    internal object? Decode(string type, ReadOnlyMemory<byte> data) => types.TryGet(type, out var mapped)
        ? JsonSerializer.Deserialize(data.Span, contracts[mapped.Type]) ?? throw new JsonException("The value is null.")
        : null;

    private ReadOnlyMemory<byte> EncodeMetadata(NewEvent newEvent)
    {
        try
        {
            return MetadataJson.Write(newEvent.Metadata, maxBytes);
        }
        catch (CappedBuffer.FullException)
        {
            throw TooLarge(newEvent, newEvent.RawType ?? newEvent.Data!.GetType().ToString(), $"more than {maxBytes:N0}");
        }
    }

    private (string Type, ReadOnlyMemory<byte> Data) EncodeRaw(NewEvent newEvent)
    {
        var type = newEvent.RawType!;
        if (newEvent.RawData.Length > maxBytes)
        {
            throw TooLarge(newEvent, type, $"{newEvent.RawData.Length:N0}");
        }

        RefuseInvalidJson(newEvent, type, newEvent.RawData.Span, isRaw: true);
        RefuseUnreadable(newEvent, type);
        return (type, newEvent.RawData);
    }

    /// <summary>What is stored is one JSON value, no deeper than the bound, whoever wrote it: bytes given raw, or a converter of the host's.</summary>
    private void RefuseInvalidJson(NewEvent newEvent, string type, ReadOnlySpan<byte> json, bool isRaw)
    {
        try
        {
            var reader = new Utf8JsonReader(json, readerOptions);
            while (reader.Read())
            {
                if (isRaw)
                {
                    RefuseInvalidText(ref reader);
                }
                else if (reader is { TokenType: JsonTokenType.Null, CurrentDepth: 0 })
                {
                    throw new JsonException("The object is written as null.");
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new EventSerializationException(
                $"The data of event {newEvent.Id} of type '{type}' is not one JSON value in UTF-8, nested at most {readerOptions.MaxDepth} deep: {problem.Message}",
                type,
                problem);
        }
    }

    /// <summary>Raw data under a mapped name must be what the name says, or nobody could read the stream any more.</summary>
    private void RefuseUnreadable(NewEvent raw, string type)
    {
        try
        {
            _ = Decode(type, raw.RawData);
        }
        catch (Exception problem)
        {
            throw new EventSerializationException(
                $"The data of raw event {raw.Id} cannot be read as what the name '{type}' is mapped to: {problem.Message}", type, problem);
        }
    }

    private static void RefuseInvalidText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            // Unescapes and validates: the tokenizer alone lets broken UTF-8 inside a string pass. What has no escapes is only made a string to say what is wrong.
            _ = reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan) ? reader.GetString() : null;
        }
    }

    private (string Type, ReadOnlyMemory<byte> Data) EncodeObject(NewEvent newEvent)
    {
        var data = newEvent.Data!;
        if (!types.TryGet(data.GetType(), out var mapped))
        {
            throw new ArgumentException(
                $"Event {newEvent.Id} holds data of type {data.GetType()}, which the event type map doesn't know. Map exactly that type to a name in MapEvents, or "
                + "append it raw. (Each NewEvent holds one event.)");
        }

        byte[] json;
        try
        {
            json = JsonBuffer.Write(maxBytes, readerOptions.MaxDepth, (data, contracts[mapped.Type]), static (writer, each) => JsonSerializer.Serialize(writer, each.data, each.Item2));
        }
        catch (CappedBuffer.FullException)
        {
            throw TooLarge(newEvent, mapped.Name, $"more than {maxBytes:N0}");
        }
        catch (Exception problem)
        {
            // Converters and property getters are the host's code: whatever they throw, the event cannot be written.
            throw new EventSerializationException(
                $"Event {newEvent.Id} of type '{mapped.Name}' ({mapped.Type}) could not be serialised: {problem.Message}", mapped.Name, problem);
        }

        RefuseInvalidJson(newEvent, mapped.Name, json, isRaw: false);
        return (mapped.Name, json);
    }

    private ArgumentException TooLarge(NewEvent newEvent, string type, string size) => new(
        $"Event {newEvent.Id} of type '{type}' is {size} bytes of data and metadata; at most {maxBytes:N0} are allowed (EventStoreLimits.MaxBytesPerEvent).");
}
