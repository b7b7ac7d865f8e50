namespace EventStore.Conflicts.Sqlite.Tests.Files;

/// <summary>The files of a store are for their owner alone, whatever the process that makes them lets others do.</summary>
public sealed class FileRightsTests : SqliteTest
{
    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("077")]
    public async Task Whatever_the_umask(string umask)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        using var worker = Worker.StartWithUmask(umask, "hold", Database);
        (await worker.LineAsync(Token)).Should().Be("ready");

        string[] files = [Database, Database + "-wal", Database + "-shm", Database + "-lease"];
        Directory.GetFiles(Folder).Should().BeEquivalentTo(files);
        foreach (var file in files)
        {
#pragma warning disable CA1416 // Skipped on Windows above.
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
#pragma warning restore CA1416
        }
    }
}
