namespace EventStore.Conflicts.Torture.Tests;

public sealed class KillDayTests
{
    [Fact]
    public async Task Whoever_is_killed_on_PostgreSql_nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        Installed.NeedsOwnServer();

        var (exitCode, output, error) = await TortureProgram.RunAsync("kill", "--engine", "postgresql", "--seed", "0", "--cycles", "16");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex(
            "^kill postgresql: 16 histories, 4 server processes killed, 4 servers killed, 4 sessions ended, 4 writing processes killed, .* Unknown, .* 0 violations in .* from seed 0$");
    }

    [Fact]
    public async Task What_a_killed_writer_of_a_SQLite_file_was_told_is_there_and_nothing_is_there_in_part_or_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills by a signal.");

        // Twice at each step and from outside.
        var (exitCode, output, error) = await TortureProgram.RunAsync("kill", "--engine", "sqlite", "--seed", "1", "--cycles", "24");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex("^kill sqlite: 24 histories, 22 kills at steps, 2 kills from outside, .* Unknown.*, 0 violations in .* from seed 1$");
    }
}
