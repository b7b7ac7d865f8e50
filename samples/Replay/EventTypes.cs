namespace EventStore.Conflicts.Samples.Replay;

/// <summary>What the library allows as the name of an event type.</summary>
internal static class EventTypes
{
    /// <exception cref="ArgumentException"><paramref name="name"/> is not allowed; the message says why.</exception>
    internal static void Check(string name) => NewEvent.Raw(name, default);
}
