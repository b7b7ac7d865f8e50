using System.Diagnostics;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Makes a history of each seed and checks it, until one breaks a promise.</summary>
internal sealed class HistoryLoop(string day, string engine, DayOptions options)
{
    /// <summary>Prints a line of figures, or what is wrong; false where something is.</summary>
    /// <param name="atOnce">How many histories are made at once.</param>
    /// <param name="make">
    /// Makes that of a seed on a store that ends at a position, and says what was done to the engine meanwhile, in words that a number can stand before; null for nothing.
    /// </param>
    /// <param name="cancellationToken">Ends it after the histories that are being made.</param>
    internal async Task<bool> RunAsync(int atOnce, Func<int, GlobalPosition, Task<(History History, string? Done)>> make, CancellationToken cancellationToken)
    {
        var (figures, started, end) = (new HistoryFigures(), Stopwatch.GetTimestamp(), GlobalPosition.Start);
        foreach (var seeds in Enumerable.Range(options.Seed, options.Cycles).Chunk(atOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) > options.Duration)
            {
                break;
            }

            var start = end;
            foreach (var (seed, history, done, violations) in await Task.WhenAll(seeds.Select(seed => Task.Run(() => CheckedAsync(seed, start, make), cancellationToken))))
            {
                if (violations.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep(day, engine, seed, history, violations, options.Folder));
                    return false;
                }

                figures.Add(history, done);
                end = history.Stored is [.., { Position: var last }] && last > end ? last : end;
            }
        }

        Console.WriteLine($"{day} {engine}: {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}");
        return true;
    }

    private static async Task<(int Seed, History History, string? Done, IReadOnlyList<Violation> Violations)> CheckedAsync(
        int seed, GlobalPosition start, Func<int, GlobalPosition, Task<(History History, string? Done)>> make)
    {
        try
        {
            var (history, done) = await make(seed, start);
            return (seed, history, done, HistoryChecker.Check(history));
        }
        catch (Exception problem) when (problem is EventStoreException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidOperationException($"The history of seed {seed} has no end: {problem.Message}", problem);
        }
    }
}
