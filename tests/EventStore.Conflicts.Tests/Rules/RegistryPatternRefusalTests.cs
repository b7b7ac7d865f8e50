using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>Patterns are refused like names, also where no type is known yet that they match: one may come.</summary>
public sealed class RegistryPatternRefusalTests
{
    private readonly ConflictRegistryBuilder rules = new();

    [Fact]
    public void A_pattern_that_is_silent_about_its_own_types()
    {
        var here = SourceLine.Here();
        rules.For("order-*").ConflictsWith(["customer-*"]);

        Problems().Should().ContainSingle().Which.Should().StartWith($"'order-*' lists conflicts at {here.Plus(1)} and is silent about itself");
    }

    [Theory]
    [InlineData("*")]
    [InlineData("order-*")]
    [InlineData("o*")]
    public void A_pattern_that_lists_its_own_types_is_not_silent(string theirs)
    {
        rules.For("order-*").ConflictsWith([theirs]);

        rules.Build().FindConflict("order-placed", "order-shipped").Should().NotBeNull();
    }

    [Fact]
    public void A_pattern_that_only_says_what_is_compatible()
    {
        rules.For("order-*").CompatibleWith(["customer-*"]);
        rules.For("customer-*").CompatibleWithItself();

        Problems().Should().SatisfyRespectively(
            first => first.Should().StartWith("'order-*' says only what it is compatible with"),
            second => second.Should().StartWith("'customer-*' says only CompatibleWithItself()"));
    }

    [Fact]
    public void A_pattern_that_conflicts_with_itself_and_does_not()
    {
        var here = SourceLine.Here();
        rules.For("order-*").ConflictsWithItself()
            .CompatibleWithItself();

        Problems().Should().ContainSingle().Which.Should()
            .Be($"'order-*' with 'order-*' is declared conflicting at {here.Plus(1)} and compatible at {here.Plus(2)}.");
    }

    [Fact]
    public void Patterns_that_conflict_one_way_and_are_compatible_the_other_way()
    {
        rules.For("order-*").ConflictsWithItself().ConflictsWith(["customer-*"]);
        rules.For("customer-*").ConflictsWithItself().CompatibleWith(["order-*"]);

        Problems().Should().ContainSingle().Which.Should().Match(
            "'order-*' with 'customer-*' is declared conflicting *, but 'customer-*' with 'order-*' compatible *");
    }

    [Fact]
    public void Patterns_that_match_the_same_names_and_are_spelled_differently()
    {
        var here = SourceLine.Here();
        rules.For("order-*").NeverConflicts();
        rules.For("order-**").NeverConflicts();
        rules.For("imported").CompatibleOnlyWith(["*", "**"]);

        Problems().Should().SatisfyRespectively(
            first => first.Should().Be($"'*' at {here.Plus(3)} and '**' at {here.Plus(3)} match the same names, and neither is the narrower one."),
            second => second.Should().Be($"'order-*' at {here.Plus(1)} and 'order-**' at {here.Plus(2)} match the same names, and neither is the narrower one."));
    }

    private IReadOnlyList<string> Problems() =>
        rules.Invoking(each => each.Build(RuleEvents.Map)).Should().Throw<EventStoreConfigurationException>().Which.Problems;
}
