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
}
