namespace EventStore.Conflicts.Torture.Tests;

public sealed class PowerDayTests
{
    private const int Cycles = 10;

    [Fact]
    public async Task A_loss_of_power_takes_nothing_acknowledged_with_it_and_with_durability_Normal_only_a_tail()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Knows SQLite's way to the system on Unix.");

        var (exitCode, output, error) = await TortureProgram.RunAsync("power", "--engine", "sqlite", "--seed", "1", "--cycles", $"{Cycles}");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Split(Environment.NewLine).Should().SatisfyRespectively(
            full => full.Should().MatchRegex($"^power sqlite Full: {Cycles} histories, 0 acknowledged events lost, .* 0 violations in .* from seed 1$"),
            normal => normal.Should().MatchRegex($"^power sqlite Normal: {Cycles} histories, [1-9][0-9,]* acknowledged events lost, .* 0 violations in .* from seed 1$"));
    }
}
