using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Storage;

public sealed class CheckVersionTests
{
    [Fact]
    public void Any_always_fits() => Check(ExpectedVersion.Any, 0, 1, 9).Should().OnlyContain(check => check == VersionCheck.Fits);

    [Fact]
    public void NoStream_fits_only_an_absent_stream() =>
        Check(ExpectedVersion.NoStream, 0, 1, 9).Should().Equal(VersionCheck.Fits, VersionCheck.Wrong, VersionCheck.Wrong);

    [Fact]
    public void StreamExists_fits_only_a_stream_that_is_there() =>
        Check(ExpectedVersion.StreamExists, 0, 1, 9).Should().Equal(VersionCheck.Wrong, VersionCheck.Fits, VersionCheck.Fits);

    [Fact]
    public void A_version_fits_the_head_is_stale_below_it_and_wrong_above_it() =>
        Check(ExpectedVersion.Exactly(3), 0, 2, 3, 4).Should().Equal(VersionCheck.Wrong, VersionCheck.Wrong, VersionCheck.Fits, VersionCheck.Stale);

    [Fact]
    public void Version_0_is_stale_like_any_other() =>
        Check(ExpectedVersion.Exactly(0), 0, 1).Should().Equal(VersionCheck.Fits, VersionCheck.Stale);

    [Fact]
    public void A_decision_is_wrong_on_a_version_the_stream_has_not_reached_and_stale_where_something_came_after_what_was_seen()
    {
        Check(ExpectedVersion.DecidedAt(3, seen: 1), 1, 2, 3, 4)
            .Should().Equal(VersionCheck.Wrong, VersionCheck.Wrong, VersionCheck.Stale, VersionCheck.Stale);
        Check(ExpectedVersion.DecidedAt(3, seen: 3), 3, 4).Should().Equal(VersionCheck.Fits, VersionCheck.Stale);
    }

    [Fact]
    public void A_default_never_reaches_an_answer() =>
        FluentActions.Invoking(() => Appends.Of(default).CheckVersion(0)).Should().Throw<InvalidOperationException>().WithMessage("*default(ExpectedVersion)*");

    [Fact]
    public void Events_are_decided_at_what_the_expectation_names()
    {
        Appends.Of(ExpectedVersion.NoStream).DecidedAt.Should().Be(0);
        Appends.Of(ExpectedVersion.Exactly(4)).DecidedAt.Should().Be(4);
        Appends.Of(ExpectedVersion.DecidedAt(7, seen: 4)).DecidedAt.Should().Be(7);
        Appends.Of(ExpectedVersion.Any).DecidedAt.Should().BeNull();
        Appends.Of(ExpectedVersion.StreamExists).DecidedAt.Should().BeNull();
    }

    private static IEnumerable<VersionCheck> Check(ExpectedVersion expected, params long[] heads) => heads.Select(Appends.Of(expected).CheckVersion);
}
