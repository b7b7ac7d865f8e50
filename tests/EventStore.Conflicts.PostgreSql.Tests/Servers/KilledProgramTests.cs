using System.Diagnostics;
using System.Runtime.Versioning;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

[UnsupportedOSPlatform("windows")]
public sealed class KilledProgramTests : ServerTest, IDisposable
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("eventstore-");

    [Theory]
    [InlineData("output")] // while it is made
    [InlineData("log")] // while it starts
    [InlineData("postmaster.opts")] // when it runs
    public async Task Nothing_is_left_of_a_server_whose_program_was_killed(string whenThereIs)
    {
        Installed.NeedsPostgreSql();
        temporary.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var (created, removed) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var watcher = new FileSystemWatcher(temporary.FullName) { IncludeSubdirectories = true };
        watcher.Created += (_, file) => Done(created, Path.GetFileName(file.FullPath) == whenThereIs);
        watcher.Deleted += (_, folder) => Done(removed, Path.GetDirectoryName(folder.FullPath) == temporary.FullName);
        watcher.EnableRaisingEvents = true;
        using var program = Start();
        await created.Task.WaitAsync(Token);
        ProcessesIn(temporary.FullName).Should().NotBeEmpty();

        program.Kill(entireProcessTree: true);

        await removed.Task.WaitAsync(Token);
        Directory.GetFileSystemEntries(temporary.FullName).Should().BeEmpty();
        ProcessesIn(temporary.FullName).Should().BeEmpty();
    }

    public void Dispose() => temporary.Delete(recursive: true);

    private static void Done(TaskCompletionSource moment, bool isNow)
    {
        if (isNow)
        {
            moment.TrySetResult();
        }
    }

    private Process Start() =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EventStore.Conflicts.PostgreSql.Worker.dll")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,

            // With its diagnostics on, one that is killed leaves their pipes in the temporary folder.
            Environment = { ["TMPDIR"] = temporary.FullName, ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
}
