using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Victims;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Processes;

/// <summary>One file, a process that writes to it, and this one, which reads it meanwhile and takes it over once the other is dead. Threads and processes decide who is first.</summary>
internal static class SharedFile
{
    private const int AnswersAtFirst = 5;
    private const int MaxAnswers = 200;
    private const int Reads = 100;
    private const int Follower = Plot.MaxWriters + 1;

    internal static async Task<Aftermath> RunAsync(int seed, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var (file, plot) = (Path.Combine(folder.Path, "store.db"), Plot.Draw(seed));
        using var victim = Victim.OnFile(file, seed);
        _ = await victim.ListenAsync(AnswersAtFirst, cancellationToken);
        List<string> problems = [.. OpenForWriting(file)];
        var seen = await ReadAsync(plot, file, victim, cancellationToken);
        problems.AddRange(OpenForWriting(file));
        victim.Kill();
        var past = await victim.PastAsync(cancellationToken) with { Observations = seen.Observations };
        var found = await Aftermath.FindAsync(plot, file, past, GlobalPosition.Start); // one attempt: the lease is free, or it fails
        return found with { Problems = [.. problems, .. found.Problems] };
    }

    /// <summary>What is wrong with the refusal of a second writer.</summary>
    private static IEnumerable<string> OpenForWriting(string file)
    {
        string? problem = null;
        try
        {
            using var second = SqliteEventStorage.Open(file);
            problem = "A second writer could open the file.";
        }
        catch (EventStoreInUseException refusal)
        {
            problem = refusal.Path == file && refusal.Message.Contains("PostgreSQL", StringComparison.Ordinal) ? null : $"A second writer was not told what to do: {refusal.Message}";
        }
        catch (EventStoreException other)
        {
            problem = $"A second writer was refused for another reason: {other}";
        }

        return problem is null ? [] : [problem];
    }

    /// <summary>Follows the whole store and reads streams until the writer has told enough.</summary>
    private static async Task<Past> ReadAsync(Plot plot, string file, Victim victim, CancellationToken cancellationToken)
    {
        await using var storage = SqliteEventStorage.Open(file, new SqliteOptions { ReadOnly = true });
        var recorder = new Recorder(plot.OpenOn(storage), plot);
        var (scene, schedule, random) = (new Scene(plot.Streams, writers: 1), new ThreadSchedule(), plot.RandomOf(Follower + 1));
        await schedule.RunAsync(
        [
            async () =>
            {
                _ = await victim.ListenAsync(random.Next(1, MaxAnswers), cancellationToken);
                scene.WriterIsDone();
            },
            () => Readers.FollowAsync(recorder, scene, schedule, Follower, GlobalPosition.Start),
            () => Readers.ReadAsync(recorder, scene, schedule, plot.RandomOf(Follower + 2), Follower + 1, Reads),
        ]);
        return recorder.Past;
    }
}
