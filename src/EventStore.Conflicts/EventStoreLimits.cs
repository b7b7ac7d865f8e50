namespace EventStore.Conflicts;

/// <summary>Bounds that a store holds before anything reaches its engine. Exceeding one is an argument error that names the figure.</summary>
public sealed record EventStoreLimits
{
    private const int MostEventsPerAppend = 1_000_000;

    /// <summary>The limits of a store that was told nothing else.</summary>
    public static EventStoreLimits Default { get; } = new();

    /// <summary>The most events in one append: 1 to 1,000,000; 10,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxEventsPerAppend { get; init => field = Within(value, MostEventsPerAppend, nameof(MaxEventsPerAppend)); } = 10_000;

    /// <summary>The most bytes of one event, data and metadata together: 1 to 512 MiB; 4 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxBytesPerEvent { get; init => field = Within(value, 512 << 20, nameof(MaxBytesPerEvent)); } = 4 << 20;

    /// <summary>The most bytes of one append, all data and metadata together: 1 to 1 GiB; 64 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxBytesPerAppend { get; init => field = Within(value, 1 << 30, nameof(MaxBytesPerAppend)); } = 64 << 20;

    /// <summary>How deep the JSON of an event may be nested, written and read: 1 to 1,000; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxJsonDepth { get; init => field = Within(value, 1_000, nameof(MaxJsonDepth)); } = 64;

    /// <summary>How many conflicting pairs a report lists, and how many others (it counts them all): 1 to 10,000; 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxReportedConflicts { get; init => field = Within(value, 10_000, nameof(MaxReportedConflicts)); } = 100;

    /// <summary>
    /// How often an append is judged again because new events that a predicate or a merge must see arrived while it looked at others: 1 to 1,000; 100 by
    /// default. Past it, <see cref="StreamContendedException"/>. In each round somebody else was faster, so among n writers to one stream an append
    /// has to be allowed several times n rounds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its bounds.</exception>
    public int MaxConflictRounds { get; init => field = Within(value, 1_000, nameof(MaxConflictRounds)); } = 100;

    /// <summary>What no store goes beyond, for those that don't say their limits.</summary>
    internal static EventStoreLimits Widest { get; } = new() { MaxEventsPerAppend = MostEventsPerAppend };

    /// <summary>The error where an append holds too many events; <paramref name="found"/> says how many.</summary>
    internal ArgumentException TooManyEvents(string found, string parameter) => new(
        $"The append holds {found} events; at most {MaxEventsPerAppend:N0} are allowed (EventStoreLimits.MaxEventsPerAppend).", parameter);

    private static int Within(int value, int most, string property) => value >= 1 && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(property, value, $"{property} is {value}; it must be from 1 to {most:N0}.");
}
