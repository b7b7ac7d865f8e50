using System.Diagnostics;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>The command that the README gives, copied into a shell.</summary>
public sealed class ReadmeCommandTests : ReplayTest
{
    private const string Start = "dotnet run -c Release --project samples/Replay -- ";

    [Fact]
    public async Task The_command_of_the_readme_can_be_run_twice_and_leaves_nothing_in_the_folder_it_is_run_in()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one for a Unix shell.");
        var readme = Repository.Read("samples/Replay/README.md").Split('\n');
        var arguments = readme.First(line => line.StartsWith(Start, StringComparison.Ordinal))[Start.Length..];
        Directory.CreateDirectory(Folder.File("here"));

        (await RunAsync(arguments)).Should().Be((0, string.Empty));
        (await RunAsync(arguments)).Should().Be((0, string.Empty));

        Directory.EnumerateFileSystemEntries(Folder.File("here")).Should().BeEmpty();
    }

    /// <summary>The built program with these arguments, as a shell reads them: how it ended and which errors it named.</summary>
    private async Task<(int ExitCode, string Errors)> RunAsync(string arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var files = arguments.Replace("samples/Replay/", AppContext.BaseDirectory, StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"'{dotnet}' '{Path.Combine(AppContext.BaseDirectory, Program)}' {files} >/dev/null"])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder.File("here"),
        };
        start.Environment["TMPDIR"] = Folder.File(string.Empty);
        using var shell = Process.Start(start)!;
        var error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, string.Concat(error.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))));
    }
}
