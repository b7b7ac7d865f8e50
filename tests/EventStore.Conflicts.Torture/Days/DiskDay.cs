using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.Torture.Days.Disk;
using EventStore.Conflicts.Torture.Disks;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>The disk fails, at every write in turn, or is full.</summary>
internal static class DiskDay
{
    internal const string Name = "disk";

    private const string Engine = "sqlite";
    private const int MaxNth = 300;
    private const int SomeTime = 40;

    internal static Day Day { get; } = new(
        Name,
        $"The nth write, sync, truncation or opening of a file fails, once or for some time, or the disk is full; n is the seed modulo {MaxNth}, plus one. Each is a clear error, and the store works once the disk does.",
        [Engine],
        Cycles: MaxNth,
        RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        var (figures, started, failed, never, full) = (new HistoryFigures(), Stopwatch.GetTimestamp(), 0, 0, 0);
        foreach (var seed in Enumerable.Range(options.Seed, options.Cycles).TakeWhile(_ => Stopwatch.GetElapsedTime(started) <= options.Duration))
        {
            if (await TryAsync(seed, "a small disk", () => SmallStore.RunAsync(seed)) is { } small)
            {
                if (small.Problems.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep(Name, Engine, seed, small.History, ["The disk is small, and full:", .. small.Problems], options.Folder));
                    return false;
                }

                figures.Add(small.History);
                full++;
            }

            foreach (var (moment, fault) in Enum.GetValues<DiskMoment>().SelectMany(moment => FaultsAt(moment, (seed % MaxNth) + 1).Select(fault => (moment, fault))))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (found, hasFailed) = await TryAsync(seed, $"{moment}, {fault}", () => FailingStore.RunAsync(seed, moment, fault));
                if (found.Problems.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep(Name, Engine, seed, found.History, [$"{moment}, {fault}:", .. found.Problems], options.Folder));
                    return false;
                }

                figures.Add(found.History);
                (failed, never) = hasFailed ? (failed + 1, never) : (failed, never + 1);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {Engine}: {failed:N0} disks failed, {never:N0} were not used so often, {full:N0} were full and read-only, {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}"));
        return true;
    }

    private static async Task<T> TryAsync<T>(int seed, string what, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception problem)
        {
            throw new FailedSeedException(seed, what, problem); // the driver's own are as wrong as any other
        }
    }

    private static IEnumerable<DiskFault> FaultsAt(DiskMoment moment, int nth)
    {
        var onlyDatabase = moment == DiskMoment.Checkpointing;
        yield return new DiskFault(DiskOperation.Write, DiskFault.WriteError, nth, Lasting: 1, onlyDatabase);
        yield return new DiskFault(DiskOperation.Write, DiskFault.Full, nth, Lasting: SomeTime, onlyDatabase);
        if (nth <= SomeTime)
        {
            yield return new DiskFault(DiskOperation.Write, DiskFault.Full, nth, Lasting: 1, onlyDatabase);
            yield return new DiskFault(DiskOperation.Sync, DiskFault.SyncError, nth, Lasting: 1, onlyDatabase);
            yield return new DiskFault(DiskOperation.Truncate, DiskFault.TruncateError, nth, Lasting: 1, onlyDatabase);
            yield return new DiskFault(DiskOperation.Open, DiskFault.CannotOpen, nth, Lasting: 1, onlyDatabase);
        }
    }
}
