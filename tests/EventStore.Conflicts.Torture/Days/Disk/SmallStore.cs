using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Sqlite.Tests;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Disk;

/// <summary>A store on a real disk that is soon full, gets space again, and is read-only for a while.</summary>
internal static class SmallStore
{
    private const int Kibibytes = 1_024;
    private const int Remainders = 16; // another one is left for the log each time
    private const int KibibytesEach = 4;
    private const int Enough = 32 * Kibibytes;
    /// <summary>What is found afterwards; null where there cannot be such a disk.</summary>
    internal static async Task<Aftermath?> RunAsync(int seed)
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.TryMount(folder.Path, Kibibytes + (seed % Remainders * KibibytesEach));
        if (disk is null)
        {
            return null;
        }

        var (plot, file) = (Plot.Draw(seed), Path.Combine(folder.Path, "store.db"));
        var past = await FillAsync(plot, file, disk);
        disk.MakeReadOnly();
        string[] problems = [.. OpenForWriting(file)];
        disk.MakeWritable();
        var found = await Aftermath.FindAsync(plot, file, past, GlobalPosition.Start);
        return found with { Problems = [.. problems, .. found.Problems] };
    }

    private static async Task<Past> FillAsync(Plot plot, string file, SmallDisk disk)
    {
        await using var storage = SqliteEventStorage.Open(file);
        var recorder = new Recorder(plot.OpenOn(storage), plot);
        var (scene, schedule) = (new Scene(plot.Streams, plot.Writers), new ThreadSchedule());
        await schedule.RunAsync(plot.WritersOf(recorder, scene, schedule, int.MaxValue, until: () => recorder.LastFailure is not null));
        if (recorder.LastFailure is not EventStoreUnavailableException || !recorder.LastFailure.Message.Contains("full", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"A full disk should be named as one: {recorder.LastFailure!.Message}", recorder.LastFailure);
        }

        disk.Resize(Enough);
        await recorder.SendAllAgainAsync();
        return recorder.Past;
    }

    private static IEnumerable<string> OpenForWriting(string file)
    {
        string? problem = null;
        try
        {
            using var storage = SqliteEventStorage.Open(file);
            problem = "A store on a read-only disk was opened for writing.";
        }
        catch (EventStoreUnusableException)
        {
            // It says which file cannot be opened, and why.
        }

        return problem is null ? [] : [problem];
    }
}
