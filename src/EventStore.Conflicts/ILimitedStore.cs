namespace EventStore.Conflicts;

/// <summary>An event store that says what it holds its appends to, so that whoever makes events for it can stop in time.</summary>
internal interface ILimitedStore
{
    /// <summary>Its limits; null where a store behind it doesn't say.</summary>
    EventStoreLimits? Limits { get; }
}
