using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Values;

public sealed class TimestampsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_finer_than_a_microsecond_is_cut_off() =>
        Timestamps.FromMicroseconds(Timestamps.ToMicroseconds(Noon.AddTicks(19))).Should().Be(Noon.AddTicks(10));

    [Fact]
    public void Another_offset_becomes_UTC()
    {
        var kept = Timestamps.FromMicroseconds(Timestamps.ToMicroseconds(Noon.ToOffset(TimeSpan.FromHours(5))));

        kept.Should().Be(Noon);
        kept.Offset.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(1_772_366_400_000_000)]
    public void Microseconds_come_back_as_they_were(long microseconds) =>
        Timestamps.ToMicroseconds(Timestamps.FromMicroseconds(microseconds)).Should().Be(microseconds);

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData((long.MaxValue / 10) + 1)] // as ticks it would begin anew at the other end
    public void What_is_in_no_calendar_is_refused(long microseconds) =>
        FluentActions.Invoking(() => Timestamps.FromMicroseconds(microseconds)).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"{microseconds}*");

    [Fact]
    public void The_first_and_the_last_moment_of_the_calendar_come_back()
    {
        foreach (var moment in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddTicks(-9) })
        {
            Timestamps.FromMicroseconds(Timestamps.ToMicroseconds(moment)).Should().Be(moment);
        }
    }

    [Fact]
    public void Without_a_clock_there_is_no_now() =>
        FluentActions.Invoking(() => Timestamps.Now(null!)).Should().Throw<ArgumentNullException>();
}
