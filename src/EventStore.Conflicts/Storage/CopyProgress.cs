namespace EventStore.Conflicts.Storage;

/// <summary>How far a copy of a store has come. Immutable.</summary>
public sealed record CopyProgress
{
    /// <summary>How many events the source held when the copy began; more may have come since.</summary>
    public required long Total { get; init; }

    /// <summary>How many events the target held already, each compared with the source's.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>How many events this copy has added.</summary>
    public long Copied { get; init; }

    /// <summary>How many ids of dropped events the target knows, of those the source does.</summary>
    public long Dropped { get; init; }

    /// <summary>The position, in the source, of the last event that is in the target; <see cref="GlobalPosition.Start"/> before the first.</summary>
    public GlobalPosition LastPosition { get; init; } = GlobalPosition.Start;
}
