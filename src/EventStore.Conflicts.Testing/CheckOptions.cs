using System.Globalization;
using EventStore.Conflicts.Testing.Printing;

namespace EventStore.Conflicts.Testing;

/// <summary>How much is tried, and from which seed. The same model, registry and options give the same report. Immutable.</summary>
public sealed record CheckOptions
{
    /// <summary>The options of a check that was told nothing else.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>Where all randomness comes from: any number; 1 by default, so that a test doesn't change its mind. Every report prints it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many reachable states each pair is tried on, one pair of events each: 1 to 1,000,000; 500 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int States { get; init => field = Within(value, 1, 1_000_000, nameof(States)); } = 500;

    /// <summary>How many events at most lead to a state; the first states are reached by none: 0 to 1,000; 20 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxEvents { get; init => field = Within(value, 0, 1_000, nameof(MaxEvents)); } = 20;

    /// <summary>For people: for example <c>500 states of up to 20 events, seed 1</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count.Of(States, "state")} of up to {Count.Of(MaxEvents, "event")}, seed {Seed}");

    private static int Within(int value, int least, int most, string property) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(property, value, $"{property} is {value}; it must be from {least} to {most:N0}.");
}
