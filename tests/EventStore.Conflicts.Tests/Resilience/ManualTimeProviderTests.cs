using EventStore.Conflicts.ContractTests.Time;

namespace EventStore.Conflicts.Tests.Resilience;

/// <summary>The tests below trust this clock, so it is tested itself.</summary>
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly List<string> fired = [];

    [Fact]
    public void Nothing_fires_until_the_time_has_come()
    {
        using var timer = Start("a", seconds: 2);

        clock.Advance(TimeSpan.FromSeconds(1.999));
        fired.Should().BeEmpty();
        clock.Advance(TimeSpan.FromSeconds(0.001));
        fired.Should().Equal("a");
        clock.Advance(TimeSpan.FromSeconds(10));
        fired.Should().Equal("a");
    }

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_each_at_its_moment()
    {
        var moments = new List<double>();
        var start = clock.GetUtcNow();
        using var late = clock.CreateTimer(_ => moments.Add((clock.GetUtcNow() - start).TotalSeconds), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => moments.Add((clock.GetUtcNow() - start).TotalSeconds), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        moments.Should().Equal(2, 4, 5, 6);
        (clock.GetUtcNow() - start).Should().Be(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void A_disposed_timer_does_not_fire()
    {
        Start("a", seconds: 1).Dispose();

        clock.Advance(TimeSpan.FromSeconds(2));

        fired.Should().BeEmpty();
    }

    [Fact]
    public async Task A_delay_ends_when_the_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(3), clock, TestContext.Current.CancellationToken);

        (await clock.Armed.ReadAsync(TestContext.Current.CancellationToken)).Should().Be(TimeSpan.FromSeconds(3));
        delay.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(3));

        await delay;
    }

    private ITimer Start(string name, int seconds) =>
        clock.CreateTimer(_ => fired.Add(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
