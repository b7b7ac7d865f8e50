using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Torture.Places;

namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>
/// 64 workers append and read for a time, followers and backups beside. What is measured must not grow, so no history of it is kept; instead followers count every
/// event, and see each stream grow by one version after the other.
/// </summary>
internal sealed class Soak(Place place, int seed, TimeSpan duration)
{
    private const int Workers = 64;
    private const int Followers = 2;
    private const int MostFollowed = 500;
    private const int SamplesPerFifth = 10;

    private readonly SoakWork work = new();
    private readonly List<SoakSample> samples = [];

    /// <summary>Runs it to its end; the figures in one line.</summary>
    /// <exception cref="InvalidOperationException">Something grows without bound, is lost or is doubled.</exception>
    internal async Task<string> RunAsync()
    {
        var storage = place.Open();
        await using (var store = new EventStoreBuilder().UseStorage(_ => storage).Build())
        {
            using var over = new CancellationTokenSource(duration);
            var workers = Task.WhenAll(Enumerable.Range(1, Workers).Select(number => Task.Run(() => work.WorkAsync(store, new Random((seed * Workers) + number), over.Token))));
            var followers = Enumerable.Range(1, Followers).Select(_ => new SoakFollower(store, MostFollowed)).ToArray();
            var following = Task.WhenAll(followers.Select(each => Task.Run(() => each.FollowAsync(workers))));
            var backups = storage is SqliteEventStorage sqlite ? new SoakBackups(sqlite, Path.GetTempPath()) : null;
            await Task.WhenAll(workers, Task.Run(() => SampleAsync(over.Token)), backups is null ? Task.CompletedTask : Task.Run(() => backups.RunAsync(over.Token)));
            await following;
            var late = new SoakFollower(store, mostEvents: null);
            await late.FollowAsync(workers);
            Array.ForEach([.. followers, late], each => each.RefuseOtherThan(work.Events));
        }

        var left = await place.LeftOpenAsync();
        return left.Count == 0
            ? $"{work.Tell(duration)}, {SoakBounds.Check(samples)}"
            : throw new InvalidOperationException($"The store left open: {string.Join(", ", left)}.");
    }

    private async Task SampleAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            samples.Add(SoakSample.Take(place));
            await Task.Delay(duration / (5 * SamplesPerFifth), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
