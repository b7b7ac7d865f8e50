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
    private const int Follower = Setting.MaxWriters + 1;

    internal static async Task<Aftermath> RunAsync(int seed, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var (file, setting) = (Path.Combine(folder.Path, "store.db"), Setting.Draw(seed));
        using var victim = Victim.Start(file, seed);
        _ = await victim.ListenAsync(AnswersAtFirst, cancellationToken);
        List<string> problems = [.. OpenForWriting(file)];
        var seen = await ReadAsync(setting, file, victim, cancellationToken);
        problems.AddRange(OpenForWriting(file));
        victim.Kill();
        var past = await victim.PastAsync(cancellationToken) with { Observations = seen.Observations };
        var found = await Aftermath.FindAsync(setting, file, past, GlobalPosition.Start); // one attempt: the lease is free, or it fails
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
    private static async Task<Past> ReadAsync(Setting setting, string file, Victim victim, CancellationToken cancellationToken)
    {
        await using var storage = SqliteEventStorage.Open(file, new SqliteOptions { ReadOnly = true });
        var recorder = new Recorder(setting.StoreOn(storage), setting.Rules, setting.Streams.ToHashSet());
        var (scene, schedule, random) = (new Scene(setting.Streams, writers: 1), new ThreadSchedule(), setting.RandomOf(Follower + 1));
        await schedule.RunAsync(
        [
            async () =>
            {
                _ = await victim.ListenAsync(random.Next(1, MaxAnswers), cancellationToken);
                scene.WriterIsDone();
            },
            () => Readers.FollowAsync(recorder, scene, schedule, Follower, GlobalPosition.Start),
            () => Readers.ReadAsync(recorder, scene, schedule, setting.RandomOf(Follower + 2), Follower + 1, Reads),
        ]);
        return recorder.Past;
    }
}
