using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Torture.Disks;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Power;

/// <summary>One loss of power, while some write to a new store or while it is made. Threads decide who is first; what is lost of that the seed decides.</summary>
internal static class PowerLoss
{
    // A checkpoint comes about every 2,000 changes, and what comes next begins the log anew.
    private const int MostChanges = 6_000;
    private const int EnoughCalls = 6_000;
    private const int ChangesToMakeAStore = 60;

    internal static async Task<(Aftermath Found, int LostEvents)> RunAsync(int seed, SqliteDurability durability)
    {
        using var before = new TemporaryFolder();
        using var after = new TemporaryFolder();
        var random = new Random(seed);
        var nth = random.Next(8) == 0 ? random.Next(1, ChangesToMakeAStore) : random.Next(1, MostChanges);
        var (plot, cut) = (Plot.Draw(seed), new PowerCut(random, nth));
        var lived = await LiveAsync(plot, Path.Combine(before.Path, "store.db"), durability, cut);
        cut.RestoreTo(after.Path);
        if (lived?.Problems.Count > 0)
        {
            return (lived, 0);
        }

        var past = lived is null ? Past.Empty : new Past(lived.History.Batches, lived.History.Calls, lived.History.Observations);
        past = durability == SqliteDurability.Full ? past.CutAt(cut.LostAt!.Value) : past.Doubted();
        var found = await Aftermath.FindAsync(plot, Path.Combine(after.Path, "store.db"), past, GlobalPosition.Start);
        return lived is null ? (found, 0) : Compare(found, lived.History.Stored, found.Stored);
    }

    /// <summary>What those saw who wrote before the loss, and who can still read what the system had in memory; null where there was no store yet.</summary>
    private static async Task<Aftermath?> LiveAsync(Plot plot, string file, SqliteDurability durability, PowerCut cut)
    {
        using var disk = FaultyDisk.Use(Path.GetDirectoryName(file)!, cut);
        try
        {
            await using var storage = SqliteEventStorage.Open(file, new SqliteOptions { Durability = durability });
            var recorder = new Recorder(plot.OpenOn(storage), plot);
            var (scene, schedule) = (new Scene(plot.Streams, plot.Writers), new ThreadSchedule());
            await schedule.RunAsync(plot.WritersOf(recorder, scene, schedule, EnoughCalls / plot.Writers, until: () => cut.LostAt is not null));
            cut.Cut();
            return Aftermath.Of(await recorder.EndAsync(storage, GlobalPosition.Start));
        }
        catch (EventStoreException) when (cut.LostAt is not null)
        {
            return null;
        }
    }

    /// <summary>Only a tail may be gone, in the order of commits. What comes after it in the new store was in doubt.</summary>
    private static (Aftermath Found, int LostEvents) Compare(Aftermath found, IReadOnlyList<SeenEvent> had, IReadOnlyList<SeenEvent> has)
    {
        var both = Math.Min(had.Count, has.Count);
        var different = Enumerable.Range(0, both).FirstOrDefault(i => had[i] != has[i], -1);
        return different < 0
            ? (found, had.Count - both)
            : (found with { Problems = [.. found.Problems, $"Something was lost before what was kept: where {had[different]} was, there is {has[different]}."] }, 0);
    }
}
