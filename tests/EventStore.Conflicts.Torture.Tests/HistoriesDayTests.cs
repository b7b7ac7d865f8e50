namespace EventStore.Conflicts.Torture.Tests;

public sealed class HistoriesDayTests
{
    [Theory]
    [InlineData("memory", 500)]
    [InlineData("sqlite", 100)]
    [InlineData("postgresql", 50)]
    public async Task Random_histories_break_no_promise(string engine, int cycles)
    {
        if (engine == "postgresql")
        {
            Installed.NeedsServer();
        }

        var (exitCode, output, error) = await TortureProgram.RunAsync("histories", "--engine", engine, "--seed", "1", "--cycles", $"{cycles}");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex($"^histories {engine}: {cycles} histories, [0-9,]+ calls .* Admitted, .* Refused, .* 0 violations in .* from seed 1$");
    }
}
