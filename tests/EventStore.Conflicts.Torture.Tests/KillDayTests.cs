namespace EventStore.Conflicts.Torture.Tests;

public sealed class KillDayTests
{
    /// <summary>Twice at each step and from outside.</summary>
    private const int Cycles = 24;

    [Fact]
    public async Task What_a_killed_writer_of_a_SQLite_file_was_told_is_there_and_nothing_is_there_in_part_or_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills by a signal.");

        var (exitCode, output, error) = await TortureProgram.RunAsync("kill", "--engine", "sqlite", "--seed", "1", "--cycles", $"{Cycles}");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex($"^kill sqlite: 22 kills at steps, {Cycles} histories, .* Unknown.*, 0 violations in .* from seed 1$");
    }
}
