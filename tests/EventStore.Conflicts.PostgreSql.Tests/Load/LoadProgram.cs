using System.Diagnostics;

namespace EventStore.Conflicts.PostgreSql.Tests.Load;

/// <summary>The program that loads and checks the engine, while it runs and after it.</summary>
internal sealed class LoadProgram : IDisposable
{
    private readonly Process process;

    private LoadProgram(Process process) => this.process = process;

    internal bool HasEnded => process.HasExited;

    internal static LoadProgram Start(params string[] arguments)
    {
        string[] program = [Path.Combine(AppContext.BaseDirectory, "EventStore.Conflicts.PostgreSql.Load.dll"), .. arguments];
        return new LoadProgram(Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>How it ended, and what it said.</summary>
    internal async Task<(int ExitCode, string Output, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Ends it and its processes, where they haven't ended by themselves.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }
}
