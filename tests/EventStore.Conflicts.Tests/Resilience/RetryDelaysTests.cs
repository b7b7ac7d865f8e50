using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.Resilience;

public sealed class RetryDelaysTests
{
    [Fact]
    public async Task Delays_double_up_to_the_cap_once_the_jitter_has_settled()
    {
        var run = new RetryRun(new ScriptedStore([.. Enumerable.Repeat(Faults.Unavailable, 8)]), options =>
        {
            options.MaxRetries = 8;
            options.BaseDelay = TimeSpan.FromMilliseconds(100);
            options.MaxDelay = TimeSpan.FromSeconds(5);
        });

        await run.AppendAsync();

        // What a fixed jitter of one half makes of 100 ms; a timer waits whole milliseconds.
        Milliseconds(run.Delays).Should().Equal(89, 109, 203, 404, 808, 1616, 3232, 5000);
    }

    [Fact]
    public async Task The_randomizer_is_asked_once_for_each_delay()
    {
        var numbers = new Queue<double>([0, 0.25, 0.75]);
        var run = new RetryRun(new ScriptedStore([.. Enumerable.Repeat(Faults.Unavailable, 3)]), options =>
        {
            options.BaseDelay = TimeSpan.FromMilliseconds(100);
            options.Randomizer = numbers.Dequeue;
        });

        await run.AppendAsync();

        numbers.Should().BeEmpty();
        Milliseconds(run.Attempts.Select(attempt => attempt.Delay)).Should().Equal(0, 166, 313.2);
    }

    [Fact]
    public async Task Without_a_base_delay_nothing_is_waited()
    {
        var inner = new ScriptedStore(Faults.Unavailable, Faults.Unavailable);
        var run = new RetryRun(inner, options => options.BaseDelay = TimeSpan.Zero);

        await run.AppendAsync();

        inner.Calls.Should().Be(3);
        run.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task No_number_of_retries_makes_a_delay_longer_than_the_cap()
    {
        var run = new RetryRun(new ScriptedStore([.. Enumerable.Repeat(Faults.Unavailable, 100)]), options =>
        {
            options.MaxRetries = 100;
            options.BaseDelay = TimeSpan.FromMinutes(59);
            options.MaxDelay = TimeSpan.FromHours(1);
        });

        await run.AppendAsync();

        run.Delays.Should().HaveCount(100).And.OnlyContain(delay => delay > TimeSpan.Zero && delay <= TimeSpan.FromHours(1));
        run.Delays[^1].Should().Be(TimeSpan.FromHours(1));
    }

    private static IEnumerable<double> Milliseconds(IEnumerable<TimeSpan> delays) => delays.Select(delay => Math.Round(delay.TotalMilliseconds, 1));
}
