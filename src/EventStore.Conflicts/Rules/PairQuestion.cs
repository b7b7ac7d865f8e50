using System.Text.Json;

namespace EventStore.Conflicts.Rules;

/// <summary>Decides on a pair by looking at both events: the host's code.</summary>
internal sealed record PairQuestion(ConflictRuleKind Kind, Func<EventPair, Resolution> Decide)
{
    // Events have passed the store's own bound already; this one is as far as that can be set.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1_000 };

    internal static PairQuestion When<TMine, TTheirs>(
        Func<TMine, TTheirs, EventPair, bool> conflict, ConflictRuleKind kind = ConflictRuleKind.When) =>
        new(kind, events => conflict(Mine<TMine>(events), Theirs<TTheirs>(events), events) ? Resolution.Conflict : Resolution.Keep);

    internal static PairQuestion Merge<TMine, TTheirs>(Func<TMine, TTheirs, EventPair, Resolution> merge) =>
        new(ConflictRuleKind.ResolveWith, events => merge(Mine<TMine>(events), Theirs<TTheirs>(events), events));

    private static T Mine<T>(EventPair events) => Read<T>(events.Mine.Type, () => events.Mine.Data, events.Mine.RawData);

    private static T Theirs<T>(EventPair events) => Read<T>(events.Theirs.Type, () => events.Theirs.Data, events.Theirs.RawData);

    private static T Read<T>(string type, Func<object?> data, ReadOnlyMemory<byte> rawData)
    {
        if (typeof(T) == typeof(JsonElement) && !rawData.IsEmpty)
        {
            return (T)(object)Json(rawData);
        }

        var read = data();
        if (typeof(T) == typeof(JsonElement) && read is not null)
        {
            // Without a store there are only objects: as a store would write them that was told nothing else.
            return (T)(object)JsonSerializer.SerializeToElement(read, read.GetType(), JsonSerializerOptions.Web);
        }

        return read is T typed
            ? typed
            : throw new InvalidCastException($"The rule wants a {typeof(T)}, and an event of type '{type}' came as {read?.GetType().ToString() ?? "bytes only"}.");
    }

    private static JsonElement Json(ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data, AnyDepth);
        return document.RootElement.Clone();
    }
}
