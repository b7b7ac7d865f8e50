using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.Torture.Victims;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Kill;

/// <summary>
/// Kills a process that writes to a SQLite file, again and again; some times on the same file, each time on streams of their own. Each step in turn; where the turn is nobody's, from outside
/// at any moment. Threads decide what exactly is under way then.
/// </summary>
internal static class SqliteKills
{
    private const string Engine = "sqlite";
    private const int CyclesPerFile = 40;
    private const int MaxAnswers = 150;

    private static readonly KillStep[] Steps = Enum.GetValues<KillStep>();

    internal static async Task<bool> RunAsync(DayOptions options, CancellationToken cancellationToken)
    {
        var (figures, started) = (new HistoryFigures(), Stopwatch.GetTimestamp());
        var atSteps = 0;
        foreach (var seeds in Enumerable.Range(options.Seed, options.Cycles).Chunk(CyclesPerFile))
        {
            using var folder = new TemporaryFolder();
            var (file, end) = (Path.Combine(folder.Path, "store.db"), GlobalPosition.Start);
            foreach (var seed in seeds.TakeWhile(_ => Stopwatch.GetElapsedTime(started) <= options.Duration))
            {
                var found = await Aftermath.FindAsync(Setting.Draw(seed), file, await KillAsync(file, seed, cancellationToken), end);
                if (found.Problems.Count > 0)
                {
                    await Console.Error.WriteLineAsync(Failure.Keep(KillDay.Name, Engine, seed, found.History, found.Problems, options.Folder));
                    return false;
                }

                figures.Add(found.History);
                end = found.End;
                atSteps += StepOf(seed) is null ? 0 : 1;
            }
        }

        Console.WriteLine($"{KillDay.Name} {Engine}: {string.Create(CultureInfo.InvariantCulture, $"{atSteps:N0} kills at steps")}, {figures.Tell(Stopwatch.GetElapsedTime(started))}, from seed {options.Seed}");
        return true;
    }

    private static async Task<Past> KillAsync(string file, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var step = StepOf(seed);
        using var victim = Victim.Start(file, seed, step, step is { } where ? NthOf(where, random) : 0);
        if (step is null)
        {
            _ = await victim.ListenAsync(random.Next(1, MaxAnswers), cancellationToken);
            victim.Kill();
        }

        return await victim.PastAsync(cancellationToken);
    }

    /// <summary>The step whose turn it is; null for a kill from outside.</summary>
    private static KillStep? StepOf(int seed) => seed % (Steps.Length + 1) is var turn && turn < Steps.Length ? Steps[turn] : null;

    /// <summary>Mostly while it writes, and a few times while it makes or opens the file.</summary>
    private static int NthOf(KillStep step, Random random) => step switch
    {
        KillStep.BeforeDatabaseWrite or KillStep.AfterDatabaseWrite => random.Next(1, 60),
        KillStep.BeforeLogWrite => random.Next(1, 500),
        _ => random.Next(4) == 0 ? random.Next(1, 4) : random.Next(1, 60),
    };
}
