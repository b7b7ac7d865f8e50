namespace EventStore.Conflicts.AspNetCore;

/// <summary>An event as a client is told of it. Immutable.</summary>
/// <param name="Version">Its place in its stream.</param>
/// <param name="Type">The type name it was stored under.</param>
/// <param name="When">When it was written, in UTC.</param>
/// <param name="Text">What happened, in words for people.</param>
public sealed record EventDescription(long Version, string Type, DateTimeOffset When, string Text);
