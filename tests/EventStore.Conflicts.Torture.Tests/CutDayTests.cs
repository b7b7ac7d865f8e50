namespace EventStore.Conflicts.Torture.Tests;

public sealed class CutDayTests
{
    [Fact]
    public async Task Wherever_the_line_is_cut_around_a_commit_nothing_is_lost_or_there_twice()
    {
        Installed.NeedsOwnServer();

        var (exitCode, output, error) = await TortureProgram.RunAsync("cut", "--seed", "0", "--cycles", "60");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex(
            "^cut postgresql: 60 histories, 20 answers lost, 20 answers lost half-way, 20 requests lost, .* Unknown, .* 0 violations in .* from seed 0$");
    }
}
