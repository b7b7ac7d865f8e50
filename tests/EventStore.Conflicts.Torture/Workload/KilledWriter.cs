using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Makes a history whose writers are this program once more, as a process that is killed. What it did and knew by then stands in its journal.</summary>
internal static class KilledWriter
{
    /// <summary>Makes it: lets the process write, kills it, and settles what it left.</summary>
    /// <param name="storage">The engine, as this process has it.</param>
    /// <param name="connectionString">The way to it for the other one.</param>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="lines">How many lines of the journal the process has before it is killed.</param>
    /// <param name="start">Where the whole store ends now.</param>
    internal static async Task<History> RunAsync(IEventStorage storage, string connectionString, int seed, int lines, GlobalPosition start)
    {
        var plot = Plot.Draw(seed);
        var scene = new Scene(plot.Streams, writers: 1);
        var recorder = new Recorder(plot.OpenOn(storage), plot, Faults.SettledAtTheEnd);
        var following = Task.Run(() => Readers.FollowAsync(recorder, scene, new ThreadSchedule(), Plot.MaxWriters + 1, start));
        try
        {
            var (batches, calls) = Journal.Read(await KillAsync(connectionString, seed, lines));
            recorder.Take(batches, calls);
        }
        finally
        {
            scene.WriterIsDone();
            await following;
        }

        return await recorder.EndAsync(storage, start);
    }

    /// <summary>What it had written down by its end.</summary>
    private static async Task<List<string>> KillAsync(string connectionString, int seed, int lines)
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(KilledWriter).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(program, [.. assembly, WritingProcess.Command, seed.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [WritingProcess.Variable] = connectionString },
        })!;
        var journal = new List<string>();
        try
        {
            while (journal.Count < lines)
            {
                journal.Add(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The writing process ended by itself; what it said stands above."));
            }
        }
        finally
        {
            process.Kill();
        }

        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            journal.Add(line);
        }

        await process.WaitForExitAsync();
        return journal;
    }
}
