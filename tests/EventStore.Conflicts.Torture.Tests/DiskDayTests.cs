namespace EventStore.Conflicts.Torture.Tests;

public sealed class DiskDayTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(70)]
    public async Task A_disk_that_fails_is_a_clear_error_and_the_store_works_again_once_the_disk_does(int seed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Knows SQLite's way to the system on Unix.");

        var (exitCode, output, error) = await TortureProgram.RunAsync("disk", "--engine", "sqlite", "--seed", $"{seed}", "--cycles", "1");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex($"^disk sqlite: [1-9][0-9]* disks failed, .* Failed.*, 0 violations in .* from seed {seed}$");
    }
}
