using System.Diagnostics;

namespace EventStore.Conflicts.Torture.Tests;

/// <summary>The program, run to its end.</summary>
internal static class TortureProgram
{
    internal static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(variable: null, arguments);

    /// <summary>The same, where an environment variable has another value.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync((string Name, string Value)? variable, params string[] arguments)
    {
        string[] program = [Path.Combine(AppContext.BaseDirectory, "EventStore.Conflicts.Torture.dll"), .. arguments];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (variable is var (name, value))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var token = TestContext.Current.CancellationToken;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
            await process.WaitForExitAsync(token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true); // of one that has ended there is nothing left to kill
        }
    }
}
