namespace EventStore.Conflicts.Storage;

/// <summary>An event as an engine gives it back. Immutable.</summary>
public sealed class StoredEvent
{
    /// <summary>The stream it belongs to.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>Its place in the stream, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Its place in the store.</summary>
    public required GlobalPosition Position { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its type name.</summary>
    public required string Type { get; init; }

    /// <summary>The data, as it was given.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The metadata, as it was given; empty where there was none.</summary>
    public required ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>When it was written: UTC, whole microseconds.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The version its writer decided on; null where the append named none.</summary>
    public required long? DecidedAt { get; init; }
}
