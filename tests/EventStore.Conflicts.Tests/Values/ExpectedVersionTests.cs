namespace EventStore.Conflicts.Tests.Values;

public sealed class ExpectedVersionTests
{
    [Fact]
    public void The_default_asserts_nothing_and_is_never_Any()
    {
        default(ExpectedVersion).Kind.Should().Be(ExpectedVersionKind.Unspecified);
        default(ExpectedVersion).Should().NotBe(ExpectedVersion.Any);
        default(ExpectedVersion).ToString().Should().Be("default(ExpectedVersion)");
        default(ExpectedVersion).NamesVersion.Should().BeFalse();
        default(ExpectedVersion).Own.Should().BeEmpty();
        Enum.GetValues<ExpectedVersionKind>().Min().Should().Be(ExpectedVersionKind.Unspecified, "what is never said must be what a default is");
    }

    [Fact]
    public void Exactly_names_what_was_seen()
    {
        var expected = ExpectedVersion.Exactly(5);

        (expected.Kind, expected.Seen, expected.Decided, expected.NamesVersion).Should().Be((ExpectedVersionKind.Exactly, 5, 5, true));
        expected.ToString().Should().Be("5");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(7, 7)]
    public void DecidedAt_takes_any_seen_version_up_to_the_decided_one(long decided, long seen)
    {
        var expected = ExpectedVersion.DecidedAt(decided, seen);

        (expected.Kind, expected.Seen, expected.Decided, expected.NamesVersion).Should().Be((ExpectedVersionKind.DecidedAt, seen, decided, true));
        expected.ToString().Should().Be($"{decided}:{seen}");
    }

    [Theory]
    [InlineData(-1, -1, "version")]
    [InlineData(3, -1, "seen")]
    [InlineData(3, 4, "seen")]
    public void DecidedAt_refuses_what_cannot_have_been_seen(long decided, long seen, string parameter) =>
        FluentActions.Invoking(() => ExpectedVersion.DecidedAt(decided, seen)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Negative_versions_are_refused(long version) =>
        FluentActions.Invoking(() => ExpectedVersion.Exactly(version)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(version));

    [Fact]
    public void Two_are_equal_where_they_assert_the_same_and_only_there()
    {
        ExpectedVersion[] different =
        [
            default, ExpectedVersion.Any, ExpectedVersion.NoStream, ExpectedVersion.StreamExists, ExpectedVersion.Exactly(0), ExpectedVersion.Exactly(5),
            ExpectedVersion.DecidedAt(0, 0), ExpectedVersion.DecidedAt(5, 5), ExpectedVersion.DecidedAt(5, 4), ExpectedVersion.DecidedAt(6, 5),
        ];

        for (var i = 0; i < different.Length; i++)
        {
            for (var j = 0; j < different.Length; j++)
            {
                (different[i] == different[j]).Should().Be(i == j, "{0} against {1}", different[i], different[j]);
                (different[i] != different[j]).Should().Be(i != j);
            }
        }

        ExpectedVersion.DecidedAt(5, 4).Should().Be(ExpectedVersion.DecidedAt(5, 4));
        ExpectedVersion.DecidedAt(5, 4).GetHashCode().Should().Be(ExpectedVersion.DecidedAt(5, 4).GetHashCode());
    }

    [Fact]
    public void Strict_assertions_name_no_version_and_read_like_words()
    {
        ExpectedVersion[] strict = [ExpectedVersion.NoStream, ExpectedVersion.StreamExists, ExpectedVersion.Any];

        strict.Should().OnlyContain(expected => !expected.NamesVersion && expected.Seen == 0 && !expected.IsOwn(0) && !expected.IsOwn(1));
        strict.Select(expected => expected.ToString()).Should().Equal("no-stream", "stream-exists", "any");
    }
}
