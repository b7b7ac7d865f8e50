using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

public sealed class RegistryPlacesTests
{
    [Fact]
    public void A_conflict_names_the_line_of_the_verb_that_declared_it()
    {
        var rules = new ConflictRegistryBuilder();
        var here = SourceLine.Here();
        rules.For<PriceChanged>()
            .ConflictsWith<Discontinued>()
            .ConflictsWith<Renamed, StockCounted>()
            .ConflictsWithItself();
        rules.For("imported")
            .ConflictsWith(["note-added"])
            .ConflictsWithItself();
        rules.For<StockCounted>()
            .CompatibleOnlyWith<NoteAdded>();

        var registry = rules.Build(RuleEvents.Map);

        registry.FindConflict("price-changed", "discontinued").Should().Be(Declared(here.Plus(2)));
        registry.FindConflict("price-changed", "renamed").Should().Be(Declared(here.Plus(3)));
        registry.FindConflict("price-changed", "stock-counted").Should().Be(Declared(here.Plus(3)));
        registry.FindConflict("price-changed", "repriced").Should().Be(Declared(here.Plus(4)));
        registry.FindConflict("price-changed", "note-added").Should().BeNull();
        registry.FindConflict("imported", "note-added").Should().Be(Declared(here.Plus(6)));
        registry.FindConflict("imported", "imported").Should().Be(Declared(here.Plus(7)));
        registry.FindConflict("stock-counted", "added-later").Should().Be(new ConflictRule(ConflictRuleKind.NotCompatible, here.Plus(9)));
        registry.FindConflict("stock-counted", "note-added").Should().BeNull();
    }

    [Fact]
    public void A_conflict_between_two_names_its_line_from_both_sides()
    {
        var rules = new ConflictRegistryBuilder();
        var here = SourceLine.Here();
        rules.ConflictBetween<PriceChanged, Discontinued>();
        rules.For<PriceChanged>().ConflictsWithItself();
        rules.For<Discontinued>().ConflictsWithItself();

        var registry = rules.Build(RuleEvents.Map);

        registry.FindConflict("price-changed", "discontinued").Should().Be(Declared(here.Plus(1)));
        registry.FindConflict("discontinued", "price-changed").Should().Be(Declared(here.Plus(1)));
        registry.FindConflict("price-changed", "price-changed").Should().Be(Declared(here.Plus(2)));
    }

    [Fact]
    public void A_rule_reads_well_to_a_person_without_the_folders_of_the_machine_it_was_compiled_on()
    {
        new ConflictRule(ConflictRuleKind.ConflictsWith, new SourcePlace("/home/me/src/Rules.cs", 12)).ToString().Should().Be("declared to conflict at Rules.cs:12");
        new ConflictRule(ConflictRuleKind.NotCompatible, new SourcePlace(@"C:\src\Rules.cs", 7)).ToString()
            .Should().Be("not in the list of compatible types at Rules.cs:7");
        new ConflictRule(ConflictRuleKind.NotRegistered).ToString().Should().Be("no rule for the incoming type, so it conflicts with everything");
        new ConflictRule(ConflictRuleKind.AfterDecision).ToString().Should().Be("committed after the version the append was decided at");
    }

    private static ConflictRule Declared(SourcePlace place) => new(ConflictRuleKind.ConflictsWith, place);
}
