using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>Everything that Build() refuses, what it says, and which places it names.</summary>
public sealed class RegistryRefusalTests
{
    private readonly ConflictRegistryBuilder rules = new();

    [Fact]
    public void A_type_without_a_verb()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>();
        rules.For("imported");

        Problems().Should().SatisfyRespectively(
            first => first.Should().Match($"For PriceChanged at {here.Plus(1)} nothing is said. Say NeverConflicts()*"),
            second => second.Should().Match($"For 'imported' at {here.Plus(2)} nothing is said. Say NeverConflicts()*"));
    }

    [Fact]
    public void An_empty_list()
    {
        var here = SourceLine.Here();
        rules.For("imported").ConflictsWith([]);
        rules.For("exported").CompatibleOnlyWith([]);

        Problems().Should().SatisfyRespectively(
            first => first.Should().Match($"'imported' says ConflictsWith with an empty list at {here.Plus(1)}*say NeverConflicts()*"),
            second => second.Should().Match($"'exported' says CompatibleOnlyWith with an empty list at {here.Plus(2)}*say NeverConflicts()*"));
    }

    [Fact]
    public void A_list_of_conflicts_that_is_silent_about_its_own_type()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWith<Discontinued>();

        Problems().Should().ContainSingle().Which.Should().Match(
            $"'price-changed' lists conflicts at {here.Plus(1)} and is silent about itself*Add ConflictsWithItself(), or CompatibleWithItself()*");
    }

    [Fact]
    public void A_conflict_between_two_that_are_silent_about_themselves()
    {
        var here = SourceLine.Here();
        rules.ConflictBetween<PriceChanged, Discontinued>();

        Problems().Should().HaveCount(2).And.OnlyContain(problem => problem.Contains($"at {here.Plus(1)} and is silent about itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_CompatibleWithItself()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().CompatibleWithItself();

        Problems().Should().ContainSingle().Which.Should().Match($"'price-changed' says only CompatibleWithItself() at {here.Plus(1)}*say NeverConflicts()*");
    }

    [Fact]
    public void A_type_twice_fails_at_once_with_both_places()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWithItself();
        rules.For("imported").NeverConflicts();

        rules.Invoking(each => each.For<PriceChanged>()).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"The rules of PriceChanged are declared twice: at {here.Plus(1)} and at {here.Plus(4)}.*");
        rules.Invoking(each => each.For("imported")).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"The rules of 'imported' are declared twice: at {here.Plus(2)} and at {here.Plus(6)}.*");
    }

    [Theory]
    [InlineData("price-changed")]
    [InlineData("repriced")]
    public void A_type_once_by_itself_and_once_by_a_name_it_has_or_had(string name)
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWithItself();
        rules.For(name).NeverConflicts();

        Problems().Should().ContainSingle().Which.Should().Match($"The rules of 'price-changed' are declared twice: at {here.Plus(1)} and at {here.Plus(2)}.*");
    }

    [Fact]
    public void A_type_that_is_not_mapped_wherever_it_stands()
    {
        var here = SourceLine.Here();
        rules.For<NeverMapped>().NeverConflicts();
        rules.For<NoteAdded>().ConflictsWithItself().ConflictsWith<NeverMapped>();
        rules.For<Renamed>().CompatibleOnlyWith<NeverMapped>();

        Problems().Should().SatisfyRespectively(
            first => first.Should().Match($"*NeverMapped has a rule at {here.Plus(1)} but no name: map it, Map<NeverMapped>(*"),
            second => second.Should().Match($"*NeverMapped has a rule at {here.Plus(2)} but no name*"),
            third => third.Should().Match($"*NeverMapped has a rule at {here.Plus(3)} but no name*"));
    }

    [Fact]
    public void Types_that_are_not_mapped_and_only_stand_in_what_is_declared_both_ways()
    {
        var here = SourceLine.Here();
        rules.ConflictBetween<NeverMapped, NeverMapped>();
        rules.CompatibleBetween<NeverMapped, NeverMappedEither>();

        Problems().Should().SatisfyRespectively(
            first => first.Should().Match($"*NeverMapped has a rule at {here.Plus(1)} but no name*"),
            second => second.Should().Match($"*NeverMapped has a rule at {here.Plus(2)} but no name*"),
            third => third.Should().Match($"*NeverMappedEither has a rule at {here.Plus(2)} but no name*"));
    }

    [Fact]
    public void Rules_by_type_without_any_map() =>
        new ConflictRegistryBuilder().Invoking(each =>
        {
            each.For<NoteAdded>().NeverConflicts();
            each.Build();
        }).Should().Throw<EventStoreConfigurationException>().WithMessage("*NoteAdded has a rule at*but no name*");

    [Fact]
    public void All_problems_at_once_one_line_each()
    {
        rules.For<PriceChanged>();
        rules.For("imported").ConflictsWith([]);
        rules.For<NeverMapped>().NeverConflicts();

        var refusal = rules.Invoking(each => each.Build(RuleEvents.Map)).Should().Throw<EventStoreConfigurationException>().Which;

        refusal.Problems.Should().HaveCount(3);
        refusal.Message.Should().StartWith("3 problems:");
        refusal.Message.Split('\n').Skip(1).Select(line => line.TrimEnd('\r')).Should().Equal(refusal.Problems.Select(problem => $"- {problem}"));
    }

    [Fact]
    public void Names_that_are_not_names_fail_at_once()
    {
        foreach (var name in new[] { "", "a\nb", "\uD83D", new string('x', 256) })
        {
            rules.Invoking(each => each.For(name)).Should().Throw<ArgumentException>().WithMessage("*Event type name*");
        }

        var imported = rules.For("imported");
        imported.Invoking(each => each.ConflictsWith(["ok", ""])).Should().Throw<ArgumentException>().WithMessage("*Event type name is empty*");
        imported.Invoking(each => each.CompatibleOnlyWith(["ok", null!])).Should().Throw<ArgumentNullException>();
        imported.Invoking(each => each.ConflictsWith(null!)).Should().Throw<ArgumentNullException>();
    }

    private IReadOnlyList<string> Problems() =>
        rules.Invoking(each => each.Build(RuleEvents.Map)).Should().Throw<EventStoreConfigurationException>().Which.Problems;
}
