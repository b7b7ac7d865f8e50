namespace EventStore.Conflicts.Tests.Values;

public sealed class VersionRangeTests
{
    [Fact]
    public void Both_ends_are_included()
    {
        var range = new VersionRange(4, 7);

        range.Count.Should().Be(4);
        Enumerable.Range(1, 10).Where(version => range.Contains(version)).Should().Equal(4, 5, 6, 7);
        range.ToString().Should().Be("4-7");
        range.Should().Be(new VersionRange(4, 7)).And.NotBe(new VersionRange(4, 8));
    }

    [Fact]
    public void A_single_version_is_a_range()
    {
        new VersionRange(4, 4).Count.Should().Be(1);
        new VersionRange(4, 4).ToString().Should().Be("4");
    }

    [Theory]
    [InlineData(0, 5, "first")]
    [InlineData(-3, 5, "first")]
    [InlineData(5, 4, "last")]
    public void What_is_no_range_cannot_be_built(long first, long last, string parameter) =>
        FluentActions.Invoking(() => new VersionRange(first, last)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);

    [Fact]
    public void The_default_holds_nothing()
    {
        default(VersionRange).Count.Should().Be(0);
        default(VersionRange).Contains(0).Should().BeFalse();
    }
}
