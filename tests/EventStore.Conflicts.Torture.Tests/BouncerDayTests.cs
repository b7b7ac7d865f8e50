namespace EventStore.Conflicts.Torture.Tests;

public sealed class BouncerDayTests
{
    [Fact]
    public async Task Random_histories_through_a_pooler_that_is_killed_and_whose_sessions_end_break_no_promise()
    {
        Installed.NeedsServer();
        Installed.NeedsPgBouncer();

        var (exitCode, output, error) = await TortureProgram.RunAsync("bouncer", "--seed", "0", "--cycles", "40");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex("^bouncer postgresql: 40 histories, 2 poolers killed, 8 sessions ended, .* 0 violations in .* from seed 0$");
    }
}
