using System.Diagnostics;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>A process of its own that writes to a SQLite store until it is killed, and what it told up to then.</summary>
internal sealed class Victim : IDisposable
{
    private const int KilledBySignal = 128 + 9;

    private readonly Process process;
    private readonly List<string> lines = [];

    private Victim(Process process) => this.process = process;

    /// <summary>One that writes what the seed draws; where a step is given, it kills itself when it comes there for the nth time.</summary>
    internal static Victim Start(string file, int seed, KillStep? step = null, int nth = 0)
    {
        string[] arguments = [typeof(Victim).Assembly.Location, VictimCommand.Name, file, $"{seed}", .. step is { } where ? [$"{where}", $"{nth}"] : Array.Empty<string>()];
        return new Victim(Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Listens until so many calls have their answers; false where the process ends before.</summary>
    internal async Task<bool> ListenAsync(int answers, CancellationToken cancellationToken)
    {
        while (answers > 0)
        {
            if (await process.StandardOutput.ReadLineAsync(cancellationToken) is not { } line)
            {
                return false;
            }

            lines.Add(line);
            answers -= Journal.IsAnswer(line) ? 1 : 0;
        }

        return true;
    }

    /// <summary>Ends it as the system would where it has no memory left: nothing of it gets to run.</summary>
    internal void Kill() => process.Kill();

    /// <summary>Once it is dead, by whomever: all it has told.</summary>
    /// <exception cref="InvalidOperationException">It ended by itself; the message says with what.</exception>
    internal async Task<Past> PastAsync(CancellationToken cancellationToken)
    {
        var complaint = process.StandardError.ReadToEndAsync(cancellationToken);
        _ = await ListenAsync(int.MaxValue, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == KilledBySignal
            ? Journal.Read(lines)
            : throw new InvalidOperationException($"The process that writes ended with {process.ExitCode} instead of being killed: {await complaint}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
