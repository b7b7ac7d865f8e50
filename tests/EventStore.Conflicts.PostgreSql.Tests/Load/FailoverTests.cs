using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Load;

public sealed class FailoverTests : ServerTest
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_primary_is_killed_and_everybody_goes_on_with_the_promoted_standby()
    {
        Installed.NeedsPostgreSql();
        using var program = LoadProgram.Start("failover", "--processes", "2", "--writers", "4", "--seconds", "1");

        var (exitCode, output, error) = await program.EndAsync(Token);

        (exitCode, error).Should().Be((0, ""));
        output.Should().MatchRegex("^failover 1 of 1: [1-9][0-9,]* events by [1-9][0-9,]* appends in .* unknown and settled .*\n$");
    }
}
