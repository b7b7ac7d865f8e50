namespace EventStore.Conflicts;

/// <summary>An event as the store holds it. Immutable; can be constructed, for tests.</summary>
public sealed class RecordedEvent
{
    /// <summary>The stream it belongs to.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>Its place in the stream; the first event has version 1.</summary>
    public required long Version { get; init; }

    /// <summary>Its place in the whole store.</summary>
    public required GlobalPosition Position { get; init; }

    /// <summary>The id that names it in the whole store.</summary>
    public required Guid Id { get; init; }

    /// <summary>The type name it was stored under.</summary>
    public required string Type { get; init; }

    /// <summary>The event as an object, or null where the event type map doesn't know its type name: then only <see cref="RawData"/> tells.</summary>
    public object? Data { get; init; }

    /// <summary>The data as stored: UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> RawData { get; init; }

    /// <summary>Ids and headers beside the data.</summary>
    public EventMetadata Metadata { get; init; } = EventMetadata.Empty;

    /// <summary>When it was written, in UTC, to the microsecond, by the store's clock.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>
    /// The version of the stream its writer decided on; null where the append named none (<see cref="ExpectedVersion.Any"/>,
    /// <see cref="ExpectedVersion.StreamExists"/>). For an append of one event with <see cref="ExpectedVersion.Exactly"/> it is less than
    /// <c>Version - 1</c> exactly where the append was stale and was admitted.
    /// </summary>
    public long? DecidedAt { get; init; }

    /// <summary>For people: stream, version and type.</summary>
    public override string ToString() => $"{Stream}@{Version} {Type}";
}
