using System.Diagnostics;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Makes a history of each seed and checks it, until one breaks a promise.</summary>
/// <param name="day">The day.</param>
/// <param name="engine">On which engine.</param>
/// <param name="options">From which seed on, how often, and for how long.</param>
/// <param name="manner">What the line of figures has to say of the engine besides its name.</param>
internal sealed class HistoryLoop(string day, string engine, DayOptions options, string manner = "")
{
    /// <summary>Prints a line of figures, or what is wrong; false where something is.</summary>
    /// <param name="atOnce">How many histories are made at once.</param>
    /// <param name="make">Makes that of a seed on a store that ends at a position.</param>
    /// <param name="cancellationToken">Ends it after the histories that are being made.</param>
    /// <exception cref="FailedSeedException">A history ended in an exception.</exception>
    internal async Task<bool> RunAsync(int atOnce, Func<int, GlobalPosition, Task<Cycle>> make, CancellationToken cancellationToken)
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
            foreach (var (seed, cycle) in await Task.WhenAll(seeds.Select(seed => Task.Run(() => MadeAsync(seed, start, make, cancellationToken), cancellationToken))))
            {
                if (cycle.Problems.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep(day, engine, seed, cycle.History, cycle.Problems, options.Folder));
                    return false;
                }

                figures.Add(cycle.History, cycle.Done);
                end = cycle.History.Stored is [.., { Position: var last }] && last > end ? last : end;
            }
        }

        Console.WriteLine($"{day} {engine}{manner}: {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}");
        return true;
    }

    private static async Task<(int Seed, Cycle Cycle)> MadeAsync(int seed, GlobalPosition start, Func<int, GlobalPosition, Task<Cycle>> make, CancellationToken cancellationToken)
    {
        try
        {
            return (seed, await make(seed, start));
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FailedSeedException(seed, "its history", problem);
        }
    }
}
