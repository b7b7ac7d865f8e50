namespace EventStore.Conflicts;

/// <summary>What a successful append did. Immutable; can be constructed, for tests.</summary>
public sealed record AppendResult
{
    /// <summary>How it succeeded.</summary>
    public required AppendOutcome Outcome { get; init; }

    /// <summary>The version of the batch's last event; for an empty batch, the version of the stream.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// The position of the batch's last event; null for an empty batch. It may become visible to <see cref="IEventStore.ReadAllAsync"/> a
    /// moment later (<see cref="IEventStore.WaitUntilVisibleAsync"/>), and is not a checkpoint.
    /// </summary>
    public GlobalPosition? Position { get; init; }

    /// <summary>The versions of the batch's events; null for an empty batch.</summary>
    public VersionRange? Versions { get; init; }

    /// <summary>
    /// The versions that were committed before these events and that the caller has not seen; null where there are none or the caller
    /// asserted nothing. The caller's own events from earlier admitted appends may lie inside the range.
    /// </summary>
    public VersionRange? Concurrent { get; init; }

    /// <summary>
    /// What to expect in the caller's next append. After <see cref="AppendOutcome.Admitted"/> it still says what the caller has seen, and
    /// leaves out the caller's own events; <c>ExpectedVersion.Exactly(result.Version)</c> would bless what nobody has looked at. After <c>Any</c> and <c>StreamExists</c> it is the same
    /// again: they say nothing of what was seen. It can be printed and parsed, so it can travel to whoever appends next.
    /// </summary>
    public required ExpectedVersion Next { get; init; }
}
