using EventStore.Conflicts.PostgreSql.Server;

namespace EventStore.Conflicts.Torture.Tests;

/// <summary>A share of the days on which much happens at once, or for long, or wrongly.</summary>
public sealed class StormDaysTests
{
    [Theory]
    [InlineData("sqlite", 60)]
    [InlineData("postgresql", 25)]
    public async Task Nothing_that_was_cancelled_is_there_and_nothing_is_left_open(string engine, int cycles)
    {
        var output = await RunAsync("cancel", engine, "--cycles", $"{cycles}");

        output.Should().MatchRegex($"^cancel {engine}: {cycles} histories, [0-9,]+ reads cancelled, .* Cancelled\\), .* 0 violations in .*, from seed 1$");
    }

    [Theory]
    [InlineData("memory", 20_000)]
    [InlineData("sqlite", 4_000)]
    [InlineData("postgresql", 2_000)]
    public async Task Whatever_comes_is_given_back_as_it_was_or_refused_with_a_typed_error(string engine, int cycles)
    {
        var output = await RunAsync("fuzz", engine, "--cycles", $"{cycles}");

        output.Should().MatchRegex($"^fuzz {engine}: [0-9,]+ cases, [0-9,]+ accepted .* typed errors only in .* from seed 1$");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Nothing_grows_while_many_work(string engine)
    {
        var output = await RunAsync("soak", engine, "--minutes", "0.1");

        output.Should().MatchRegex($"^soak {engine}: 0.1 min, [0-9,]+ appends .* managed memory .* handles .* log .* from seed 1$");
    }

    private static async Task<string> RunAsync(string day, string engine, params string[] arguments)
    {
        var mustBeThere = engine != "postgresql" || (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") is "true");
        Assert.SkipUnless(mustBeThere || SharedServer.ConnectionString is not null, SharedServer.Missing);

        var (exitCode, output, error) = await TortureProgram.RunAsync([day, "--engine", engine, "--seed", "1", .. arguments]);

        (exitCode, error).Should().Be((0, ""));
        return output.TrimEnd();
    }
}
