namespace EventStore.Conflicts.Torture.Tests;

public sealed class ProcessesDayTests
{
    private const int Cycles = 8;

    [Fact]
    public async Task One_process_writes_to_a_SQLite_file_others_read_it_and_the_next_one_takes_over_from_the_dead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills by a signal.");

        var (exitCode, output, error) = await TortureProgram.RunAsync("processes", "--engine", "sqlite", "--seed", "1", "--cycles", $"{Cycles}");

        (exitCode, error).Should().Be((0, ""));
        output.TrimEnd().Should().MatchRegex($"^processes sqlite: {Cycles} histories, {Cycles} writers killed, .* 0 violations in .* from seed 1$");
    }
}
