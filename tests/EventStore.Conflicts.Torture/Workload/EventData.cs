using System.Text.Json;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Events as a store takes and gives them: raw, because there are no classes for their types.</summary>
internal static class EventData
{
    internal static NewEvent ToNew(this SentEvent each) =>
        NewEvent.Raw(each.Type, JsonSerializer.SerializeToUtf8Bytes(each.Data, JsonSerializerOptions.Web), each.Id);

    internal static SeenEvent ToSeen(this RecordedEvent each) =>
        new(each.Stream, each.Version, each.Position, each.Id, each.Type, JsonSerializer.Deserialize<Payload>(each.RawData.Span, JsonSerializerOptions.Web));

    internal static Payload ToPayload(this JsonElement json) => json.Deserialize<Payload>(JsonSerializerOptions.Web);

    internal static JsonElement ToJson(this Payload data) => JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web);
}
