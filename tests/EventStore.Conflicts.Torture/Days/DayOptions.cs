namespace EventStore.Conflicts.Torture.Days;

/// <summary>What a day is asked for.</summary>
/// <param name="Engine">On which engine; null for each that the day is about.</param>
/// <param name="Seed">What it is drawn from.</param>
/// <param name="Cycles">How often.</param>
/// <param name="Duration">For how long at most.</param>
/// <param name="Folder">Where a failed history is kept.</param>
internal sealed record DayOptions(string? Engine, int Seed, int Cycles, TimeSpan Duration, string Folder);
