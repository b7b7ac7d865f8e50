using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>What Build() refuses of rules by patterns of names, whether or not a type is known that they match.</summary>
public sealed class RegistryPatternRefusalTests
{
    private readonly ConflictRegistryBuilder rules = new();

    [Theory]
    [InlineData("order-*", "*-placed")]
    [InlineData("*order", "order*")]
    [InlineData("order-*", "order-**")]
    public void Two_incoming_patterns_of_which_none_is_the_narrower_one(string one, string other)
    {
        var here = SourceLine.Here();
        rules.For(one).NeverConflicts();
        rules.For(other).NeverConflicts();

        Problems().Should().Equal($"'{one}' at {here.Plus(1)} and '{other}' at {here.Plus(2)} match the same names, and neither is the narrower one.");
    }

    [Theory]
    [InlineData("order-*", "*-placed")]
    [InlineData("order-*", "order-*")]
    [InlineData("order-**", "order-*")]
    public void Two_patterns_of_one_list_of_which_none_is_the_narrower_one(string one, string other)
    {
        var here = SourceLine.Here();
        rules.For("imported").CompatibleWithItself().ConflictsWith([one])
            .ConflictsWith([other]);

        Problems().Should().HaveElementAt(0, $"'{one}' at {here.Plus(1)} and '{other}' at {here.Plus(2)} match the same names, and neither is the narrower one.");
    }

    [Fact]
    public void Patterns_that_lie_within_each_other_or_have_no_name_in_common_are_fine()
    {
        rules.For("order-*").ConflictsWith(["*", "stock-*", "stock-counted-*", "price-*"]);
        rules.For("order-placed-*").NeverConflicts();
        rules.For("stock-*").CompatibleOnlyWith(["stock-*"]);

        rules.Invoking(each => each.Build()).Should().NotThrow();
    }

    [Fact]
    public void Patterns_that_match_one_type_by_its_name_and_by_a_former_one()
    {
        var here = SourceLine.Here();
        rules.For("price-*").NeverConflicts();
        rules.For("re*").NeverConflicts();

        Problems().Should().ContainSingle().Which.Should().Be(
            $"The rules of 'price-changed': 'price-*' at {here.Plus(1)} and 're*' at {here.Plus(2)} have the same say. "
            + "Declare the type itself, or one of them narrower.");
    }

    [Fact]
    public void A_pattern_for_which_nothing_is_said_though_it_matches_nothing_yet()
    {
        var here = SourceLine.Here();
        rules.For("order-*");

        Problems().Should().ContainSingle().Which.Should().Match($"For 'order-*' at {here.Plus(1)} nothing is said.*");
    }

    [Theory]
    [InlineData("order-*")]
    [InlineData("stock-*")]
    public void A_pattern_that_is_silent_about_its_own_types_once_whatever_it_matches(string pattern)
    {
        var here = SourceLine.Here();
        rules.For(pattern).ConflictsWith(["discontinued"]);

        Problems().Should().ContainSingle().Which.Should().Match($"'{pattern}' lists conflicts at {here.Plus(1)} and is silent about itself*");
    }

    [Fact]
    public void A_pattern_that_lists_only_some_of_its_own_types()
    {
        rules.For("order-*").ConflictsWith(["order-placed-*"]);

        Problems().Should().ContainSingle().Which.Should().StartWith("'order-*' lists conflicts").And.Contain("silent about itself");
    }

    [Fact]
    public void A_pattern_that_lists_all_of_its_own_types_is_not_silent_about_them()
    {
        rules.For("order-*").ConflictsWith(["order-*"]);

        rules.Invoking(each => each.Build(RuleEvents.Map)).Should().NotThrow();
    }

    [Fact]
    public void Patterns_that_say_yes_one_way_and_no_the_other_though_they_match_nothing_yet()
    {
        var here = SourceLine.Here();
        rules.For("order-*").ConflictsWith(["stock-*"]).CompatibleWithItself();
        rules.For("stock-*").CompatibleOnlyWith(["order-*"]);

        rules.Invoking(each => each.Build()).Should().Throw<EventStoreConfigurationException>().Which.Problems.Should().ContainSingle().Which.Should().Match(
            $"'order-*' with 'stock-*' is declared conflicting at {here.Plus(1)}, but 'stock-*' with 'order-*' compatible at {here.Plus(2)}.*");
    }

    private IReadOnlyList<string> Problems() =>
        rules.Invoking(each => each.Build(RuleEvents.Map)).Should().Throw<EventStoreConfigurationException>().Which.Problems;
}
