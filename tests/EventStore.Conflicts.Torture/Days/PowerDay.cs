using System.Diagnostics;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Torture.Days.Power;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>The power is lost, and with it whatever was not synced.</summary>
internal static class PowerDay
{
    internal const string Name = "power";

    private const string Engine = "sqlite";

    internal static Day Day { get; } = new(
        Name, "The power is lost while some write: of what was not synced any sector may be gone. With durability FULL nothing acknowledged is; with NORMAL only a tail.", [Engine], Cycles: 200, RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        foreach (var durability in new[] { SqliteDurability.Full, SqliteDurability.Normal })
        {
            var (figures, started, lost) = (new HistoryFigures(), Stopwatch.GetTimestamp(), 0);
            foreach (var seed in Enumerable.Range(options.Seed, options.Cycles).TakeWhile(_ => Stopwatch.GetElapsedTime(started) <= options.Duration))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (found, gone) = await PowerLoss.RunAsync(seed, durability);
                if (found.Problems.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep($"{Name}", Engine, seed, found.History, [$"With durability {durability}:", .. found.Problems], options.Folder));
                    return false;
                }

                figures.Add(found.History);
                lost += gone;
            }

            Console.WriteLine($"{Name} {Engine} {durability}: {lost} acknowledged events lost, {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}");
        }

        return true;
    }
}
