using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>What Build() refuses of rules about base types and interfaces.</summary>
public sealed class RegistryDerivedRefusalTests
{
    private readonly ConflictRegistryBuilder rules = new();

    private interface IAboutPrice;

    private interface IAboutStock;

    private interface INeverImplemented;

    [Fact]
    public void A_base_type_that_no_mapped_type_is_derived_from()
    {
        var here = SourceLine.Here();
        rules.For<INeverImplemented>().IncludingDerived().NeverConflicts();
        rules.For<PriceAndStockChanged>().ConflictsWithItself()
            .ConflictsWith<INeverImplemented>().IncludingDerived();

        Problems().Should().SatisfyRespectively(
            first => first.Should().Match($"*INeverImplemented has a rule at {here.Plus(1)} that includes what is derived from it, and no mapped type is*"),
            second => second.Should().Match($"*INeverImplemented has a rule at {here.Plus(3)} that includes what is derived from it, and no mapped type is*"));
    }

    [Fact]
    public void A_base_type_that_is_not_mapped_and_does_not_include_what_is_derived_from_it()
    {
        rules.For<IAboutPrice>().NeverConflicts();

        Problems().Should().ContainSingle().Which.Should().Match("*IAboutPrice has a rule at*but no name: map it*or mean the types derived from it: IncludingDerived() right after it is named.");
    }

    [Fact]
    public void Rules_of_two_base_types_of_which_none_is_the_nearer_one()
    {
        var here = SourceLine.Here();
        rules.For<IAboutPrice>().IncludingDerived().NeverConflicts();
        rules.For<IAboutStock>().IncludingDerived().NeverConflicts();

        Problems().Should().Equal(
            $"The rules of 'price-and-stock-changed': IAboutPrice at {here.Plus(1)} and IAboutStock at {here.Plus(2)} have the same say. "
            + "Declare the type itself, or one of them narrower.");
    }

    [Fact]
    public void A_list_of_two_base_types_of_which_none_is_the_nearer_one()
    {
        var here = SourceLine.Here();
        rules.For("imported").NeverConflicts();
        rules.For<NoteAdded>().CompatibleWithItself()
            .ConflictsWith<IAboutPrice>().IncludingDerived()
            .CompatibleWith<IAboutStock>().IncludingDerived();

        Problems().Should().Equal(
            $"'note-added' with 'price-and-stock-changed': IAboutPrice at {here.Plus(3)} and IAboutStock at {here.Plus(4)} have the same say. "
            + "Declare the type itself, or one of them narrower.");
    }

    [Fact]
    public void What_is_said_of_the_type_itself_settles_it()
    {
        rules.For<IAboutPrice>().IncludingDerived().NeverConflicts();
        rules.For<IAboutStock>().IncludingDerived().NeverConflicts();
        rules.For<PriceAndStockChanged>().NeverConflicts();

        rules.Invoking(each => each.Build(Types())).Should().NotThrow();
    }

    private IReadOnlyList<string> Problems() =>
        rules.Invoking(each => each.Build(Types())).Should().Throw<EventStoreConfigurationException>().Which.Problems;

    private static EventTypeMap Types() => new EventTypeMapBuilder().Map<NoteAdded>("note-added").Map<PriceAndStockChanged>("price-and-stock-changed").Build();

    private sealed record PriceAndStockChanged : IAboutPrice, IAboutStock;
}
