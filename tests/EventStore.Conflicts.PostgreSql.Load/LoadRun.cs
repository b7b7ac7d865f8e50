using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.PostgreSql.Load.Checking;
using EventStore.Conflicts.PostgreSql.Load.Following;
using EventStore.Conflicts.PostgreSql.Load.Writing;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>The processes of a run, which write and follow until they are stopped, and what they logged, in a temporary folder.</summary>
internal sealed class LoadRun : IDisposable
{
    private const string Seen = "seen";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-load-");
    private readonly List<Worker> writers = [];
    private readonly Problems problems = new();
    private Worker? follower;
    private long started;

    /// <summary>Starts them; returns when all of them work. The first is the follower, so that it is there from the start.</summary>
    internal static async Task<LoadRun> StartAsync(Target target, LoadOptions options)
    {
        var run = new LoadRun();
        try
        {
            run.follower = Worker.Start(target, "read", run.FileOf(Seen));
            await run.follower.ReadyAsync();
            run.writers.AddRange(Enumerable.Range(1, options.Processes).Select(number =>
                Worker.Start(target, "write", $"{number}", $"{options.Writers}", string.Create(CultureInfo.InvariantCulture, $"{options.Crossing}"), run.FileOf($"told-{number}"))));
            await Task.WhenAll(run.writers.Select(writer => writer.ReadyAsync()));
            run.started = Stopwatch.GetTimestamp();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Stops them, and checks what is in the store.</summary>
    internal async Task<LoadResult> EndAsync(Target target)
    {
        var reports = await Task.WhenAll(writers.Select(writer => writer.EndAsync<Report<WriterReport>>("stop")));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var written = WriterReport.Sum([.. reports.Select(each => each.Done)]);
        var seen = await follower!.EndAsync<Report<FollowerReport>>($"{written.LastPosition}");
        foreach (var report in reports)
        {
            problems.Add(report.FirstProblems, report.ProblemCount);
        }

        problems.Add(seen.FirstProblems, seen.ProblemCount);
        var told = folder.EnumerateFiles("told-*").SelectMany(file => EventLog.Read(file.FullName));
        var events = await new StoreCheck(problems).RunAsync(StoredEvents.ReadAsync(target), told, EventLog.Read(FileOf(Seen)));
        return new LoadResult(events, elapsed, written, seen.Done, problems);
    }

    /// <summary>Ends what still runs, and removes the folder.</summary>
    public void Dispose()
    {
        foreach (var worker in writers.Prepend(follower).OfType<Worker>())
        {
            worker.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private string FileOf(string name) => Path.Combine(folder.FullName, name);
}
