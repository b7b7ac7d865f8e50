using System.Diagnostics;

namespace EventStore.Conflicts.Sqlite.Tests;

/// <summary>A real second process: the worker program, started, listened to, and killed if need be.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "EventStore.Conflicts.Sqlite.Worker.dll");

    private readonly Process process;

    private Worker(ProcessStartInfo start) => process = Process.Start(start)!;

    internal static Worker Start(string command, string file) => new(StartInfo(DotNet, Program, command, file));

    /// <summary>Starts a command in a process that takes these rights from what it creates, and no others.</summary>
    internal static Worker StartWithUmask(string umask, string command, string file) =>
        new(StartInfo("bash", "-c", $"umask {umask}; exec \"$@\"", "bash", DotNet, Program, command, file));

    /// <summary>Runs a command to its end, and returns what it said.</summary>
    internal static async Task<string> RunAsync(string command, string file, CancellationToken cancellationToken)
    {
        using var worker = Start(command, file);
        return await worker.RestAsync(cancellationToken);
    }

    /// <summary>Runs a command that can make no file larger than this: Linux refuses what goes beyond, instead of ending the process.</summary>
    internal static async Task<string> RunWithFileLimitAsync(string command, string file, int kibibytes, CancellationToken cancellationToken)
    {
        var start = StartInfo("bash", "-c", $"trap '' XFSZ; ulimit -f {kibibytes}; exec \"$@\"", "bash", DotNet, Program, command, file);

        // With it on, the runtime maps its own code from a large file in memory, which the limit forbids as well.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var worker = new Worker(start);
        return await worker.RestAsync(cancellationToken);
    }

    /// <summary>False for a superuser who cannot become anybody else.</summary>
    internal static bool CanRunUnprivileged => !Environment.IsPrivilegedProcess
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "setpriv")));

    /// <summary>Runs a command as a user without rights, if this process is the superuser, whom no folder is read-only for.</summary>
    internal static async Task<string> RunUnprivilegedAsync(string command, string file, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return await RunAsync(command, file, cancellationToken);
        }

        using var program = new ReadableCopy(AppContext.BaseDirectory);
        var dll = Path.Combine(program.Folder, Path.GetFileName(Program));
        using var worker = new Worker(StartInfo(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", DotNet, dll, command, file));
        return await worker.RestAsync(cancellationToken);
    }

    internal async Task<string?> LineAsync(CancellationToken cancellationToken) => await process.StandardOutput.ReadLineAsync(cancellationToken);

    internal async Task<string> RestAsync(CancellationToken cancellationToken)
    {
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        var complained = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (said + complained).Trim();
    }

    /// <summary>Ends it as a crash would: nothing of it gets to run.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private static string DotNet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static ProcessStartInfo StartInfo(string program, params string[] arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
