using System.Diagnostics;
using EventStore.Conflicts.Sqlite;

namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>Makes one backup after the other, and checks each.</summary>
internal sealed class SoakBackups(SqliteEventStorage storage, string folder)
{
    // Most of the time there is none: a log can start anew only then.
    private const int PausesPerBackup = 5;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    internal async Task RunAsync(CancellationToken over)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, $"eventstore-soak-{Guid.NewGuid():N}"));
        try
        {
            while (!over.IsCancellationRequested)
            {
                var started = Stopwatch.GetTimestamp();
                var file = Path.Combine(place.FullName, "backup.db");
                await storage.BackupAsync(file, CancellationToken.None);
                await CheckAsync(file);
                Array.ForEach(place.GetFiles(), each => each.Delete());
                var pause = Stopwatch.GetElapsedTime(started) * PausesPerBackup;
                await Task.Delay(pause > ShortestPause ? pause : ShortestPause, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task CheckAsync(string file)
    {
        await using var copy = SqliteEventStorage.Open(file);
        var problems = await copy.CheckIntegrityAsync();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"A backup is not sound: {problems[0]}");
        }
    }
}
