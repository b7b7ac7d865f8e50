namespace EventStore.Conflicts.Torture.Tests;

public sealed class KillDayTests
{
    [Fact]
    public async Task Whoever_is_killed_on_PostgreSql_nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        Installed.NeedsOwnServer();

        var (exitCode, output, error) = await TortureProgram.RunAsync("kill", "--engine", "postgresql", "--seed", "0", "--cycles", "24");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex(
            "^kill postgresql: 24 histories, 6 server processes killed, 6 servers killed, 6 sessions ended, 6 writing processes killed, .* Unknown, .* 0 violations in .* from seed 0$");
    }
}
