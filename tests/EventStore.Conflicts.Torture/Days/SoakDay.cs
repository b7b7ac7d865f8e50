using EventStore.Conflicts.Torture.Places;
using EventStore.Conflicts.Torture.Soaking;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>Many at work for a long time.</summary>
internal static class SoakDay
{
    private const string Name = "soak";

    internal static Day Day { get; } = new(
        Name, "64 workers append and read for half an hour, or --minutes; followers and backups beside. Memory, handles and log must not grow.", Place.Engines, Cycles: 1, RunAsync)
    {
        Duration = TimeSpan.FromMinutes(30),
    };

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        for (var seed = options.Seed; seed < options.Seed + options.Cycles; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await using var place = Place.Of(engine);
                Console.WriteLine($"{Name} {engine}: {await new Soak(place, seed, options.Duration).RunAsync()}, from seed {seed}");
            }
            catch (Exception problem)
            {
                throw new FailedSeedException(seed, "it", problem);
            }
        }

        return true;
    }
}
