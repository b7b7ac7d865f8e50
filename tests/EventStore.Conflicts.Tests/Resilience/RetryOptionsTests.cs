using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.Resilience;

public sealed class RetryOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public void The_number_of_retries_is_bounded(int retries) => Refused(options => options.MaxRetries = retries)
        .WithMessage($"RetryOptions.MaxRetries is {retries}; it must be from 1 to 100.");

    [Fact]
    public void The_longest_delay_is_bounded()
    {
        foreach (var delay in new[] { TimeSpan.Zero, -Tick, TimeSpan.FromHours(1) + Tick })
        {
            Refused(options => options.MaxDelay = delay).WithMessage($"RetryOptions.MaxDelay is {delay}; it must be more than 0 and at most an hour.");
        }
    }

    [Fact]
    public void The_first_delay_is_bounded_by_the_longest()
    {
        foreach (var delay in new[] { -Tick, TimeSpan.FromSeconds(2) + Tick })
        {
            Refused(options => (options.BaseDelay, options.MaxDelay) = (delay, TimeSpan.FromSeconds(2)))
                .WithMessage($"RetryOptions.BaseDelay is {delay}; it must be from 0 to MaxDelay (00:00:02).");
        }
    }

    [Fact]
    public void The_bounds_themselves_and_the_defaults_are_allowed()
    {
        foreach (var options in new RetryOptions?[]
        {
            null,
            new(),
            new() { MaxRetries = 1, BaseDelay = TimeSpan.Zero, MaxDelay = Tick },
            new() { MaxRetries = 100, BaseDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) },
        })
        {
            FluentActions.Invoking(() => new RetryingEventStore(new ScriptedStore(), options)).Should().NotThrow();
        }
    }

    [Fact]
    public async Task Options_are_copied()
    {
        var options = new RetryOptions();
        var inner = new ScriptedStore(Faults.Unavailable, Faults.Unavailable);
        var run = new RetryRun(inner, given =>
        {
            given.MaxRetries = 2;
            options = given;
        });

        options.MaxRetries = 1;
        options.OnRetry = _ => throw new InvalidOperationException("set too late");
        await run.AppendAsync();

        inner.Calls.Should().Be(3);
        run.Attempts.Should().HaveCount(2);
    }

    [Fact]
    public void There_is_no_retrying_without_a_store() =>
        FluentActions.Invoking(() => new RetryingEventStore(null!)).Should().Throw<ArgumentNullException>().WithParameterName("inner");

    [Fact]
    public async Task Disposing_disposes_the_inner_store_once()
    {
        var (one, other) = (new ScriptedStore(), new ScriptedStore());

        await new RetryingEventStore(one).DisposeAsync();
        new RetryingEventStore(other).Dispose();

        one.Disposals.Should().Be(1);
        other.Disposals.Should().Be(1);
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<EventStoreConfigurationException> Refused(Action<RetryOptions> configure)
    {
        var options = new RetryOptions();
        configure(options);
        return FluentActions.Invoking(() => new RetryingEventStore(new ScriptedStore(), options)).Should().Throw<EventStoreConfigurationException>();
    }
}
