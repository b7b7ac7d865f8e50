using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Places;
using EventStore.Conflicts.Torture.Storms;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Storms of fired tokens and disposals, one after the other on the same place.</summary>
internal static class CancelDay
{
    private const string Name = "cancel";
    private const int MaxCalls = 400;

    internal static Day Day { get; } = new(
        Name,
        "Tokens are fired and the store is disposed while 2 to 16 writers send and readers read, or leave half-way. What was cancelled must not be there.",
        Place.Engines,
        Cycles: 1_000,
        RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        await using var place = Place.Of(engine);
        var (figures, started, end, cancelledReads) = (new HistoryFigures(), Stopwatch.GetTimestamp(), GlobalPosition.Start, 0L);
        for (var seed = options.Seed; seed < options.Seed + options.Cycles && Stopwatch.GetElapsedTime(started) < options.Duration; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (history, cancelled) = await StormAsync(place, engine, seed, end);
            var violations = HistoryChecker.Check(history);
            if (violations.Count > 0)
            {
                await Console.Error.WriteLineAsync(Failure.Keep(Name, engine, seed, history, violations, options.Folder));
                return false;
            }

            figures.Add(history);
            cancelledReads += cancelled;
            end = history.Stored is [.., { Position: var last }] && last > end ? last : end;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {engine}: {figures.Tell(Stopwatch.GetElapsedTime(started))}, {cancelledReads:N0} reads cancelled, nothing left open, from seed {options.Seed}"));
        return true;
    }

    private static async Task<(History History, int CancelledReads)> StormAsync(Place place, string engine, int seed, GlobalPosition start)
    {
        try
        {
            return await StormRun.RunAsync(place, seed, new Random(seed).Next(2, MaxCalls), start);
        }
        catch (InvalidOperationException problem)
        {
            throw new InvalidOperationException(Failure.Tell(Name, engine, seed, problem.Message), problem);
        }
    }
}
