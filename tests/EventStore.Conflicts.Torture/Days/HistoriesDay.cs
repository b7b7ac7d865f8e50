using System.Diagnostics;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Many short histories, and some long ones, on one store after the other.</summary>
internal static class HistoriesDay
{
    private const string Name = "histories";

    private const int MaxShortCalls = 80;
    private const int LongCalls = 50_000;
    private const int LongEvery = 2_000;

    internal static Day Day { get; } = new(
        Name, "Random calls of 2 to 16 writers to few streams under random rules, readers beside. Every 2,000th seed is a long one.", Engine.Names, Cycles: 1_000, RunAsync);

    private static async Task<bool> RunAsync(string name, DayOptions options, CancellationToken cancellationToken)
    {
        await using var engine = Engine.Open(name);
        var (figures, started, end) = (new HistoryFigures(), Stopwatch.GetTimestamp(), GlobalPosition.Start);
        foreach (var seeds in Enumerable.Range(options.Seed, options.Cycles).Chunk(engine.HistoriesAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) > options.Duration)
            {
                break;
            }

            var start = end;
            var made = await Task.WhenAll(seeds.Select(seed => Task.Run(() => MakeAsync(engine, seed, start), cancellationToken)));
            foreach (var (seed, history, violations) in made)
            {
                if (violations.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep(Name, name, seed, history, violations, options.Folder));
                    return false;
                }

                figures.Add(history);
                end = history.Stored is [.., { Position: var last }] && last > end ? last : end;
            }
        }

        Console.WriteLine($"{Name} {name}: {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}");
        return true;
    }

    private static async Task<(int Seed, History History, IReadOnlyList<Violation> Violations)> MakeAsync(Engine engine, int seed, GlobalPosition start)
    {
        var (storage, schedule) = engine.For(seed);
        var history = await HistoryRun.RunAsync(storage, schedule, seed, CallsOf(seed), start);
        return (seed, history, HistoryChecker.Check(history));
    }

    /// <summary>A seed says by itself how long its history is, so that a long one can be made again alone.</summary>
    private static int CallsOf(int seed) => seed % LongEvery == LongEvery - 1 ? LongCalls : new Random(seed).Next(2, MaxShortCalls);
}
