namespace EventStore.Conflicts.Torture.Tests;

public sealed class FailoverDayTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_primary_is_killed_and_the_same_stores_go_on_with_the_promoted_standby()
    {
        Installed.NeedsOwnServer();

        var (exitCode, output, error) = await TortureProgram.RunAsync("failover", "--seed", "0", "--cycles", "2");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex("^failover postgresql: 2 histories, 2 failovers, .* Unknown, .* 0 violations in .* from seed 0$");
    }
}
