namespace EventStore.Conflicts.Torture.Days;

/// <summary>Something that is done to engines, as often as it is asked for, with a check of what is left.</summary>
/// <param name="Name">The word for it on the command line.</param>
/// <param name="Description">What happens.</param>
/// <param name="Engines">The engines it can be done to.</param>
/// <param name="Cycles">How often it is done, where nobody says.</param>
/// <param name="RunAsync">Does it to one engine, and prints one line of figures; false where a promise was broken.</param>
internal sealed record Day(string Name, string Description, IReadOnlyList<string> Engines, int Cycles, Func<string, DayOptions, CancellationToken, Task<bool>> RunAsync)
{
    /// <summary>For how long at most, where nobody says.</summary>
    internal TimeSpan Duration { get; init; } = TimeSpan.FromDays(1);

    /// <summary>All of them, in the order in which <c>all</c> runs them.</summary>
    internal static IReadOnlyList<Day> All { get; } =
    [
        HistoriesDay.Day, KillDay.Day, CancelDay.Day, DiskDay.Day, PowerDay.Day, ProcessesDay.Day, CutDay.Day, FailoverDay.Day, BouncerDay.Day, FuzzDay.Day, SoakDay.Day,
    ];
}
