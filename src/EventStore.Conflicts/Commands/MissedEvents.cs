namespace EventStore.Conflicts.Commands;

/// <summary>What others appended meanwhile: how many events, and the first of them with their data. Immutable; can be constructed, for tests.</summary>
/// <param name="Versions">Their versions; null where there are none.</param>
/// <param name="Events">The first of them, in order, up to <see cref="CommandOptions.MaxPassedOver"/>.</param>
public sealed record MissedEvents(VersionRange? Versions, IReadOnlyList<RecordedEvent> Events)
{
    private const int EventsInText = 5;

    /// <summary>Nothing.</summary>
    public static MissedEvents None { get; } = new(null, []);

    /// <summary>How many there are, listed or not.</summary>
    public long Count => Versions?.Count ?? 0;

    /// <summary>For people, for example <c>price-changed (6), stock-counted (7) and 3 more</c>; <c>nothing</c> where there are none.</summary>
    public override string ToString()
    {
        var shown = string.Join(", ", Events.Take(EventsInText).Select(each => $"{each.Type} ({each.Version})"));
        return (Count, Count - Math.Min(EventsInText, Events.Count)) switch
        {
            (0, _) => "nothing",
            (var count, var rest) when rest == count => $"{count} events",
            (_, 0) => shown,
            (_, var rest) => $"{shown} and {rest} more",
        };
    }
}
