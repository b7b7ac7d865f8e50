using System.Diagnostics;

namespace EventStore.Conflicts.Samples.Tests;

/// <summary>A sample, run the way a user runs it: as a program of its own.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process process;

    private SampleProcess(Process process) => this.process = process;

    internal int Id => process.Id;

    /// <summary>Starts a built sample. The streams are redirected, so it finds no terminal.</summary>
    internal static SampleProcess Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new SampleProcess(Process.Start(start)!);
    }

    internal static async Task<SampleResult> RunAsync(string assembly, params string[] arguments)
    {
        using var sample = Start(assembly, arguments);
        return await sample.EndAsync();
    }

    internal Task<string?> ReadErrorLineAsync() => process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

    internal async Task<SampleResult> EndAsync()
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new SampleResult(process.ExitCode, await output, await error);
    }

    public void Dispose() => process.Dispose();
}
