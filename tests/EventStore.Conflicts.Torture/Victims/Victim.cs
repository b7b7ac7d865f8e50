using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>This program once more, as a process that writes to a store until it is killed, and what it told up to then.</summary>
internal sealed class Victim : IDisposable
{
    private const int KilledBySignal = 128 + 9;

    private readonly Process process;
    private readonly List<string> lines = [];

    private Victim(Process process) => this.process = process;

    /// <summary>One that writes to a SQLite file what the seed draws; where a step is given, it kills itself when it comes there for the nth time.</summary>
    internal static Victim OnFile(string file, int seed, KillStep? step = null, int nth = 0) => Start(
        seed, ["--file", file, .. step is { } where ? ["--step", $"{where}", "--nth", nth.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>()]);

    /// <summary>One that writes to PostgreSQL what the seed draws.</summary>
    internal static Victim OnServer(string connectionString, int seed) => Start(seed, [], connectionString);

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

    private static Victim Start(int seed, IEnumerable<string> arguments, string? connectionString = null)
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(Victim).Assembly.Location] : [];
        return new Victim(Process.Start(new ProcessStartInfo(program, [.. assembly, VictimCommand.Name, seed.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [VictimCommand.Variable] = connectionString },
        })!);
    }
}
