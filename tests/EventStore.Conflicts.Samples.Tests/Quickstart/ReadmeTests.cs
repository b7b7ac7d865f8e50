using System.Reflection;
using System.Text.RegularExpressions;
using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.Samples.Tests.Quickstart;

/// <summary>The code that the README shows is the code of the Quickstart, which compiles and runs.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Read("README.md");
    private static readonly string Program = Read("Quickstart.Program.cs");

    [Fact]
    public void The_example_is_the_Quickstarts_own_code()
    {
        var section = Readme.Split("## The example\n")[1].Split("\nThe packages are")[0];

        Blocks(section).Should().HaveCount(2).And.AllSatisfy(block => Unindented(Program).Should().Contain(block));
    }

    [Fact]
    public void The_examples_of_deciding_are_code_that_is_run_here()
    {
        var section = Readme.Split("## Deciding: which strategy when\n")[1].Split("\n## ")[0];
        var code = Unindented(Read("Deciding.Account.cs") + Read("Deciding.DecidingTests.cs"));

        Blocks(section).Should().HaveCount(3).And.AllSatisfy(block => code.Should().Contain(block));
        code.Should().Contain("commands.ExecuteAsync(account, () => new AccountAggregate(), each => each.Withdraw(50))");
    }

    [Fact]
    public void The_example_of_HTTP_is_the_Shops_own_code()
    {
        var section = Readme.Split("## Over HTTP\n")[1].Split("\n## ")[0];

        Blocks(section).Should().ContainSingle().Which.Should().Match(block => Unindented(Read("Shop.Program.cs")).Contains(block));
    }

    [Fact]
    public void The_bounds_of_commands_are_what_the_README_says()
    {
        var options = new CommandOptions();

        (options.MaxAttempts, options.BaseDelay, options.MaxDelay, options.Timeout).Should().Be(
            (20, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)));
        Readme.Should().Contain("20 attempts, with a delay that grows from 10 to 500 ms, with jitter, and 30 s in all").And.Contain("**decides again**; 20 times at most");
    }

    [Fact]
    public void The_commands_name_what_is_there() =>
        Readme.Should().Contain("dotnet run -c Release --project samples/Quickstart\n").And.Contain("\ndotnet test\n");

    [Fact]
    public void The_table_of_limits_says_what_the_limits_are()
    {
        var limits = EventStoreLimits.Default;
        (string Row, int Figure)[] figures =
        [
            ("| events in an append | 10,000 (`EventStoreLimits.MaxEventsPerAppend`) |", limits.MaxEventsPerAppend),
            ("| bytes of one event, data and metadata | 4 MiB (`MaxBytesPerEvent`) |", limits.MaxBytesPerEvent),
            ("| bytes of one append | 64 MiB (`MaxBytesPerAppend`) |", limits.MaxBytesPerAppend),
            ("| depth of JSON | 64 (`MaxJsonDepth`) |", limits.MaxJsonDepth),
            ("| pairs a report lists: of those that conflict, and of the others (it counts all) | 100 (`MaxReportedConflicts`) |", limits.MaxReportedConflicts),
            ("| rounds of judging an append again because others keep writing | 32 (`MaxConflictRounds`) |", limits.MaxConflictRounds),
        ];

        figures.Select(each => each.Figure).Should().Equal(10_000, 4 * 1024 * 1024, 64 * 1024 * 1024, 64, 100, 32);
        figures.Should().AllSatisfy(each => Readme.Should().Contain($"\n{each.Row}\n"));
        figures.Should().HaveCount(typeof(EventStoreLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length, "each limit has a row");
    }

    [Fact]
    public void Names_are_as_long_as_the_table_of_limits_says()
    {
        var tooLong = () => new StreamId(new string('x', 256));

        Readme.Should().Contain("\n| stream ids, event type names, header names, correlation and causation ids | 1 to 255 bytes of UTF-8; no control characters |\n");
        new StreamId(new string('x', 255)).Value.Should().HaveLength(255);
        tooLong.Should().Throw<ArgumentException>().WithMessage("*255*");
    }

    private static IEnumerable<string> Blocks(string section) =>
        Regex.Matches(section, "```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(block => Unindented(block.Groups["code"].Value));

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)).ReplaceLineEndings("\n");
}
