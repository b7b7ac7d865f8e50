using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Torture.Days.Power;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>The power is lost, and with it whatever was not synced.</summary>
internal static class PowerDay
{
    private const string Name = "power";

    internal static Day Day { get; } = new(
        Name, "The power is lost while some write: of what was not synced any sector may be gone. With durability FULL nothing acknowledged is; with NORMAL only a tail.", ["sqlite"], Cycles: 200, RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        foreach (var durability in new[] { SqliteDurability.Full, SqliteDurability.Normal })
        {
            if (!await new HistoryLoop(Name, engine, options, $" {durability}").RunAsync(atOnce: 1, (seed, _) => MakeAsync(seed, durability), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<Cycle> MakeAsync(int seed, SqliteDurability durability)
    {
        var (found, lost) = await PowerLoss.RunAsync(seed, durability);
        return Cycle.Of(found.Problems.Count == 0 ? found : found with { Problems = [$"With durability {durability}:", .. found.Problems] }, (lost, "acknowledged events lost"));
    }
}
