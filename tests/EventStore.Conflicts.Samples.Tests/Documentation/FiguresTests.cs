using System.Reflection;
using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.Samples.Tests.Documentation;

/// <summary>The figures that the pages name are the figures of the code.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void The_bounds_of_commands()
    {
        var options = new CommandOptions();

        (options.MaxAttempts, options.BaseDelay, options.MaxDelay, options.Timeout).Should().Be(
            (20, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)));
        Repository.Read("docs/commands.md").Should().Contain("20 attempts, with a delay that grows from 10 to 500 ms, with jitter, and 30 s in all");
        options.MaxPassedOver.Should().Be(100);
        Repository.Read("docs/commands.md").Should().Contain("the first 100 of them (`CommandOptions.MaxPassedOver`)");
        Repository.Read("docs/limits.md").Should().Contain("| 100 (`CommandOptions.MaxPassedOver`) |");
        Repository.Read(Page.Readme).Should().Contain("**decides again**; 20 times at most");
    }

    [Fact]
    public void The_limits()
    {
        var limits = EventStoreLimits.Default;
        (string Row, int Figure)[] figures =
        [
            ("| events in an append | 10,000 (`EventStoreLimits.MaxEventsPerAppend`) |", limits.MaxEventsPerAppend),
            ("| bytes of one event, data and metadata | 4 MiB (`MaxBytesPerEvent`) |", limits.MaxBytesPerEvent),
            ("| bytes of one append | 64 MiB (`MaxBytesPerAppend`) |", limits.MaxBytesPerAppend),
            ("| depth of JSON | 64 (`MaxJsonDepth`) |", limits.MaxJsonDepth),
            ("| pairs a report lists: of those that conflict, and of the others (it counts all) | 100 (`MaxReportedConflicts`) |", limits.MaxReportedConflicts),
            ("| rounds of judging an append again because others keep writing | 100 (`MaxConflictRounds`) |", limits.MaxConflictRounds),
        ];

        figures.Select(each => each.Figure).Should().Equal(10_000, 4 * 1024 * 1024, 64 * 1024 * 1024, 64, 100, 100);
        figures.Should().AllSatisfy(each => Repository.Read("docs/limits.md").Should().Contain($"\n{each.Row}\n"));
        figures.Should().HaveCount(typeof(EventStoreLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length, "each limit has a row");
    }

    [Fact]
    public void The_length_of_names()
    {
        var tooLong = () => new StreamId(new string('x', 256));

        Repository.Read("docs/limits.md").Should()
            .Contain("\n| stream ids, event type names, header names, correlation and causation ids | 1 to 255 bytes of UTF-8; no control characters |\n");
        new StreamId(new string('x', 255)).Value.Should().HaveLength(255);
        tooLong.Should().Throw<ArgumentException>().WithMessage("*255*");
    }
}
