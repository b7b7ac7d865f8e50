namespace EventStore.Conflicts.Histories;

/// <summary>
/// One read, from its beginning to its end, and what it gave in that order: of a stream, or of the whole store. What doesn't belong to the history is left out. Immutable.
/// </summary>
public sealed record Observation
{
    /// <summary>Who read.</summary>
    public required int Reader { get; init; }

    /// <summary>When it began.</summary>
    public required long Start { get; init; }

    /// <summary>When it ended.</summary>
    public required long End { get; init; }

    /// <summary>The stream; null where the whole store was read.</summary>
    public StreamId? Stream { get; init; }

    /// <summary>The version it began with; null where it began at the first version, or backwards at the last one.</summary>
    public long? From { get; init; }

    /// <summary>True where a stream was read backwards.</summary>
    public bool Backwards { get; init; }

    /// <summary>True where it gave all there was, rather than as many events as were wanted.</summary>
    public bool ToTheEnd { get; init; } = true;

    /// <summary>Where the whole store was read: after which position.</summary>
    public GlobalPosition After { get; init; } = GlobalPosition.Start;

    /// <summary>What it gave.</summary>
    public required IReadOnlyList<SeenEvent> Events { get; init; }

    /// <summary>For people.</summary>
    public override string ToString() =>
        $"reader {Reader}, from {Start} to {End}: "
        + (Stream is { } stream ? $"stream '{stream}' from {From?.ToString() ?? (Backwards ? "its end" : "its start")}{(Backwards ? " backwards" : "")}" : $"all after {After}")
        + $", {Events.Count} events";
}
