namespace EventStore.Conflicts.Histories;

/// <summary>The events of an append. Sent again it is the same batch, whatever is expected then. Immutable.</summary>
/// <param name="Stream">The stream it is for.</param>
/// <param name="Events">Its events, in order; may be empty.</param>
public sealed record Batch(StreamId Stream, IReadOnlyList<SentEvent> Events)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"for stream '{Stream}' ({string.Join(", ", Events)})";
}

/// <summary>An event as it was sent. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type name.</param>
/// <param name="Data">Its data.</param>
public sealed record SentEvent(Guid Id, string Type, Payload Data)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Type} {Data}";
}

/// <summary>The data of an event. Immutable.</summary>
/// <param name="Number">No other event of the history has it: it tells what was sent from what is there.</param>
/// <param name="Key">What rules compare.</param>
/// <param name="Value">What rules compare as well, and merges change.</param>
public readonly record struct Payload(long Number, int Key, int Value)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"#{Number} {Key}={Value}";
}

/// <summary>An event as a store gives it. Immutable.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version.</param>
/// <param name="Position">Its position.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type name.</param>
/// <param name="Data">Its data.</param>
public sealed record SeenEvent(StreamId Stream, long Version, GlobalPosition Position, Guid Id, string Type, Payload Data)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"'{Stream}'@{Version} at {Position}: {Type} {Data}, id {Id}";
}
