using EventStore.Conflicts.Torture.Victims;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Kill;

/// <summary>
/// Kills a process that writes to a SQLite file, again and again; some times on the same file, each time on streams of their own. Each step in turn; where the turn is nobody's, from outside
/// at any moment. Threads decide what exactly is under way then.
/// </summary>
internal sealed class SqliteKills : IDisposable
{
    private const int CyclesPerFile = 40;
    private const int MaxAnswers = 150;

    private static readonly KillStep[] Steps = Enum.GetValues<KillStep>();

    private TemporaryFolder folder = new();
    private GlobalPosition end = GlobalPosition.Start;
    private int cycles;

    internal static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        using var kills = new SqliteKills();
        return await new HistoryLoop(KillDay.Name, engine, options).RunAsync(atOnce: 1, (seed, _) => kills.NextAsync(seed, cancellationToken), cancellationToken);
    }

    public void Dispose() => folder.Dispose();

    private async Task<Cycle> NextAsync(int seed, CancellationToken cancellationToken)
    {
        if (cycles++ == CyclesPerFile)
        {
            folder.Dispose();
            (folder, end, cycles) = (new TemporaryFolder(), GlobalPosition.Start, 1);
        }

        var file = Path.Combine(folder.Path, "store.db");
        var found = await Aftermath.FindAsync(Plot.Draw(seed), file, await KillAsync(file, seed, cancellationToken), end);
        end = found.End;
        return Cycle.Of(found, (1, StepOf(seed) is null ? "kills from outside" : "kills at steps"));
    }

    private static async Task<Past> KillAsync(string file, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var step = StepOf(seed);
        using var victim = Victim.OnFile(file, seed, step, step is { } where ? NthOf(where, random) : 0);
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
