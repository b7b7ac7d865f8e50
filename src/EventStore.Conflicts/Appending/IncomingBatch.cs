using System.Text.Json;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>The events of one append, as bytes: checked against every limit before any lock is taken, and changed only by merges. For one thread at a time.</summary>
internal sealed class IncomingBatch
{
    private readonly EventSerializer serializer;
    private readonly EventStoreLimits limits;
    private readonly NewEvent[] events;
    private readonly EncodedEvent[] encoded;
    private long bytes;

    internal IncomingBatch(IReadOnlyList<NewEvent> events, EventSerializer serializer, EventStoreLimits limits)
    {
        this.serializer = serializer;
        this.limits = limits;
        if (events.Count > limits.MaxEventsPerAppend)
        {
            throw limits.TooManyEvents($"{events.Count:N0}", nameof(events));
        }

        this.events = new NewEvent[Math.Max(0, events.Count)];
        encoded = new EncodedEvent[this.events.Length];
        var ids = encoded.Length > 1 ? new HashSet<Guid>(encoded.Length) : null;
        for (var i = 0; i < encoded.Length; i++)
        {
            var newEvent = this.events[i] = events[i] ?? throw new ArgumentException($"The event at index {i} is null.", nameof(events));
            if (ids?.Add(newEvent.Id) == false)
            {
                throw new ArgumentException($"The event id {newEvent.Id} stands twice in the batch, again at index {i}.", nameof(events));
            }

            encoded[i] = Encode(newEvent);
            bytes = Checked(bytes + SizeOf(encoded[i]), i, nameof(events));
        }
    }

    private IncomingBatch(IncomingBatch other, IReadOnlyList<EncodedEvent> encoded)
    {
        (serializer, limits, events) = (other.serializer, other.limits, other.events);
        this.encoded = [.. encoded];
        bytes = encoded.Sum(SizeOf);
    }

    /// <summary>The events as they are now.</summary>
    internal ReadOnlySpan<EncodedEvent> Encoded => encoded;

    /// <summary>The events as conflict rules see them: read back from their bytes, when a rule wants to see one.</summary>
    internal IReadOnlyList<IncomingEvent> Incoming => [.. Enumerable.Range(0, encoded.Length).Select(IncomingAt)];

    /// <summary>A batch of the same events with these bytes, which no merge of this one touches.</summary>
    internal IncomingBatch With(IReadOnlyList<EncodedEvent> bytes) => new(this, bytes);

    /// <summary>Gives an event other data; it keeps its id, its type and its metadata.</summary>
    internal IncomingEvent Replace(int index, object data)
    {
        var old = events[index];
        var replacement = data is JsonElement json
            ? NewEvent.Raw(encoded[index].Type, JsonSerializer.SerializeToUtf8Bytes(json), old.Id, old.Metadata)
            : new NewEvent(data, old.Id, old.Metadata);
        var replaced = Encode(replacement);
        if (!encoded[index].IsOfType(replaced.Type))
        {
            throw new InvalidOperationException($"A merge replaced a '{encoded[index].Type}' by a '{replaced.Type}'; an event keeps its type.");
        }

        bytes = Checked(bytes - SizeOf(encoded[index]) + SizeOf(replaced), index, nameof(data));
        encoded[index] = replaced with { Type = encoded[index].Type };
        return IncomingAt(index);
    }

    internal void Drop(int index) => encoded[index] = encoded[index] with { IsDropped = true };

    private EncodedEvent Encode(NewEvent newEvent)
    {
        var serialized = serializer.Encode(newEvent);
        return new EncodedEvent(newEvent.Id, serialized.Type, serialized.Data, serialized.Metadata) { TypeAliases = serialized.TypeAliases };
    }

    private IncomingEvent IncomingAt(int index)
    {
        var each = encoded[index];
        return new IncomingEvent(each.Id, each.Type, events[index].Metadata, each.Data, () => serializer.Decode(each.Type, each.Data));
    }

    private long Checked(long size, int index, string parameter) => size <= limits.MaxBytesPerAppend
        ? size
        : throw new ArgumentException(
            $"The append holds {size:N0} bytes of data and metadata by its event at index {index}; at most {limits.MaxBytesPerAppend:N0} are allowed (EventStoreLimits.MaxBytesPerAppend).",
            parameter);

    private static long SizeOf(EncodedEvent each) => (long)each.Data.Length + each.Metadata.Length;
}
