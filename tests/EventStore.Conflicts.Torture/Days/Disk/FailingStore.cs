using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Torture.Disks;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Disk;

/// <summary>
/// A store whose disk fails while some open it and write to it. Everybody is told by an exception of the library, whoever was told of success is right, and once the disk works again the same
/// store does. Had its process died instead, the next one would find the same: what was refused is not there then either.
/// </summary>
internal static class FailingStore
{
    private const int FewCalls = 120;
    private const int ManyCalls = 5_000; // some checkpoints
    /// <summary>What is found afterwards, and whether the disk has failed at all: not everything happens so often.</summary>
    internal static async Task<(Aftermath Found, bool HasFailed)> RunAsync(int seed, DiskMoment moment, DiskFault fault)
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var (file, copy) = (Path.Combine(folder.Path, "store.db"), Path.Combine(other.Path, "store.db"));
        var (plot, disk) = (Plot.Draw(seed), new FailingDisk(fault));
        var (past, before) = (Past.Empty, Past.Empty);
        if (moment == DiskMoment.Opening)
        {
            past = await LeaveBehindAsync(plot, file);
        }

        using (FaultyDisk.Use(folder.Path, disk))
        {
            (before, past) = await UseAsync(plot, file, copy, moment, disk, past);
        }

        if (disk.Failures > 0 && await Aftermath.FindAsync(plot, copy, before, GlobalPosition.Start) is { Problems.Count: > 0 } left)
        {
            return (left with { Problems = ["Had its process died then:", .. left.Problems] }, true);
        }

        return (await Aftermath.FindAsync(plot, file, past, GlobalPosition.Start), disk.Failures > 0);
    }

    /// <summary>What was done until the disk had failed, when the files are copied, and all in all.</summary>
    private static async Task<(Past Before, Past All)> UseAsync(Plot plot, string file, string copy, DiskMoment moment, FailingDisk disk, Past past)
    {
        if (moment is DiskMoment.Making or DiskMoment.Opening)
        {
            disk.Arm();
        }

        await using var storage = OpenAtLast(file, disk);
        disk.Arm();
        var recorder = new Recorder(plot.OpenOn(storage), plot, past: past);
        await WriteAsync(plot, recorder, moment == DiskMoment.Checkpointing ? ManyCalls : FewCalls, () => disk.IsOver);
        disk.Mend();
        Copy(file, copy);
        var before = recorder.Past;

        await recorder.SendAllAgainAsync();
        return (before, recorder.Past);
    }

    /// <summary>Opens it, and once more where the disk fails at that; what it fails with is of the library, or it ends the day.</summary>
    private static SqliteEventStorage OpenAtLast(string file, FailingDisk disk)
    {
        try
        {
            return SqliteEventStorage.Open(file);
        }
        catch (EventStoreException) when (disk.Failures > 0)
        {
            disk.Mend();
            return SqliteEventStorage.Open(file);
        }
    }

    private static async Task WriteAsync(Plot plot, Recorder recorder, int calls, Func<bool> until)
    {
        var sent = recorder.Past.Batches.Sum(batch => batch.Events.Count);
        var (scene, schedule) = (new Scene(plot.Streams, plot.Writers, sent), new ThreadSchedule());
        await schedule.RunAsync(plot.WritersOf(recorder, scene, schedule, Math.Max(1, calls / plot.Writers), until, areOthers: sent > 0));
    }

    /// <summary>A store that nobody has closed: its files as they are while another one is open on them.</summary>
    private static async Task<Past> LeaveBehindAsync(Plot plot, string file)
    {
        using var other = new TemporaryFolder();
        var original = Path.Combine(other.Path, Path.GetFileName(file));
        await using var storage = SqliteEventStorage.Open(original);
        var recorder = new Recorder(plot.OpenOn(storage), plot);
        await WriteAsync(plot, recorder, FewCalls, () => false);
        Copy(original, file);
        return recorder.Past;
    }

    /// <summary>Nobody writes to it meanwhile. There is no log yet where nothing could be written.</summary>
    private static void Copy(string file, string copy)
    {
        File.Copy(file, copy);
        if (File.Exists(file + "-wal"))
        {
            File.Copy(file + "-wal", copy + "-wal");
        }
    }
}
