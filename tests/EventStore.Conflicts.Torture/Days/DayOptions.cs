namespace EventStore.Conflicts.Torture.Days;

/// <summary>How a day is done.</summary>
/// <param name="Seed">What it is drawn from; the cycles after the first have the next ones.</param>
/// <param name="Cycles">How often.</param>
/// <param name="Duration">For how long at most.</param>
/// <param name="Folder">Where a failed history is kept.</param>
internal sealed record DayOptions(int Seed, int Cycles, TimeSpan Duration, string Folder);
