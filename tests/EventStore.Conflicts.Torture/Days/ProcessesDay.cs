using System.Diagnostics;
using EventStore.Conflicts.Torture.Days.Processes;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>More than one process wants the same SQLite file.</summary>
internal static class ProcessesDay
{
    internal const string Name = "processes";

    private const string Engine = "sqlite";

    internal static Day Day { get; } = new(
        Name,
        "While a process writes to a file, another one that wants to write is refused, and a third one reads it; the writer is killed, and whoever comes next takes over at once.",
        [Engine],
        Cycles: 100,
        RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        var (figures, started) = (new HistoryFigures(), Stopwatch.GetTimestamp());
        foreach (var seed in Enumerable.Range(options.Seed, options.Cycles).TakeWhile(_ => Stopwatch.GetElapsedTime(started) <= options.Duration))
        {
            var found = await SharedFile.RunAsync(seed, cancellationToken);
            if (found.Problems.Count > 0)
            {
                await Console.Error.WriteLineAsync(Failure.Keep(Name, Engine, seed, found.History, found.Problems, options.Folder));
                return false;
            }

            figures.Add(found.History);
        }

        Console.WriteLine($"{Name} {Engine}: {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}");
        return true;
    }
}
