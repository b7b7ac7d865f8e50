using System.Diagnostics;

namespace EventStore.Conflicts.Samples.Tests;

/// <summary>A sample, run the way a user runs it: as a program of its own.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process process;

    private SampleProcess(Process process) => this.process = process;

    internal int Id => process.Id;

    /// <summary>Starts a built sample. The streams are redirected, so it finds no terminal.</summary>
    internal static SampleProcess Start(string assembly, params string[] arguments) => StartIn(Path.GetTempPath(), assembly, arguments);

    /// <summary>Starts a built sample with a temporary folder of its own.</summary>
    internal static SampleProcess StartIn(string temporaryFolder, string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["TMPDIR"] = temporaryFolder, ["TEMP"] = temporaryFolder, ["TMP"] = temporaryFolder },
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

    internal Task<string?> ReadLineAsync() => process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

    internal Task<string?> ReadErrorLineAsync() => process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

    internal async Task<SampleResult> EndAsync()
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new SampleResult(process.ExitCode, await output, await error);
    }

    /// <summary>Ends it, where it hasn't ended by itself.</summary>
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
