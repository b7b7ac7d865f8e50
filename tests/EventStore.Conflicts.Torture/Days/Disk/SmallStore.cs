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
    private const int Worker = Setting.CallersPerSeed + 3;

    /// <summary>What is found afterwards; null where there cannot be such a disk.</summary>
    internal static async Task<Aftermath?> RunAsync(int seed)
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.TryMount(folder.Path, Kibibytes + (seed % Remainders * KibibytesEach));
        if (disk is null)
        {
            return null;
        }

        var (setting, file) = (Setting.Draw(seed), Path.Combine(folder.Path, "store.db"));
        var past = await FillAsync(setting, file, disk);
        disk.MakeReadOnly();
        string[] problems = [.. OpenForWriting(file)];
        disk.MakeWritable();
        var found = await Aftermath.FindAsync(setting, file, past, GlobalPosition.Start);
        return found with { Problems = [.. problems, .. found.Problems] };
    }

    private static async Task<Past> FillAsync(Setting setting, string file, SmallDisk disk)
    {
        await using var storage = SqliteEventStorage.Open(file);
        var recorder = new Recorder(setting.StoreOn(storage), setting.Rules, setting.Streams.ToHashSet());
        var (scene, schedule) = (new Scene(setting.Streams, setting.Writers), new ThreadSchedule());
        await schedule.RunAsync(setting.WritersOf(recorder, scene, schedule, int.MaxValue, until: () => recorder.LastFailure is not null));
        if (recorder.LastFailure is not EventStoreUnavailableException || !recorder.LastFailure.Message.Contains("full", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"A full disk should be named as one: {recorder.LastFailure!.Message}", recorder.LastFailure);
        }

        disk.Resize(Enough);
        await recorder.SettleAsync(Worker);
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
