namespace EventStore.Conflicts;

/// <summary>
/// An event to append: an object of a mapped type, or (<see cref="Raw"/>) a type name with UTF-8 JSON. Its id names it in the whole
/// store: sending the same id again is recognised, never stored twice. Immutable; an object given as data must not be changed
/// afterwards. It is serialised once per store: what is sent again is the same bytes.
/// </summary>
public sealed class NewEvent
{
    /// <summary>An event whose data is an object of a type that the store's event type map knows.</summary>
    /// <param name="data">The event. Its exact runtime type must be mapped.</param>
    /// <param name="id">Its id; a new version 7 GUID where none is given (other versions work, and cost more to index).</param>
    /// <param name="metadata">Ids and headers beside it; none where not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <see cref="Guid.Empty"/>.</exception>
    public NewEvent(object data, Guid? id = null, EventMetadata? metadata = null)
        : this(id, metadata)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
    }

    private NewEvent(Guid? id, EventMetadata? metadata)
    {
        if (id == Guid.Empty)
        {
            throw new ArgumentException("An event id must not be the empty GUID; leave it out to get a new one.", nameof(id));
        }

        Id = id ?? Guid.CreateVersion7();
        Metadata = metadata ?? EventMetadata.Empty;
    }

    /// <summary>The id that names this event in the whole store.</summary>
    public Guid Id { get; }

    /// <summary>The event as an object; null for a raw event.</summary>
    public object? Data { get; }

    /// <summary>The type name of a raw event; null for an object, whose name the event type map gives.</summary>
    public string? RawType { get; private init; }

    /// <summary>The UTF-8 JSON of a raw event; empty for an object.</summary>
    public ReadOnlyMemory<byte> RawData { get; private init; }

    /// <summary>Ids and headers beside the data.</summary>
    public EventMetadata Metadata { get; }

    /// <summary>What a serialiser made of this event, kept so that a retry sends the same bytes. Opaque here.</summary>
    internal object? Encoded { get; set; }

    /// <summary>An event as a type name with UTF-8 JSON, so that a tool can store events it has no class for.</summary>
    /// <param name="type">The type name: non-empty, at most 255 UTF-8 bytes, no control characters.</param>
    /// <param name="utf8Json">One JSON value in UTF-8; copied. It is checked when appended.</param>
    /// <param name="id">Its id; a new version 7 GUID where none is given.</param>
    /// <param name="metadata">Ids and headers beside it; none where not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="type"/> or <paramref name="id"/> is not allowed.</exception>
    public static NewEvent Raw(string type, ReadOnlyMemory<byte> utf8Json, Guid? id = null, EventMetadata? metadata = null) => new(id, metadata)
    {
        RawType = NameRule.Check(type, "Event type name", nameof(type)),
        RawData = utf8Json.ToArray(),
    };
}
