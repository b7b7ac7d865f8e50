using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>What was declared twice, or yes and no: what Build() says of it, and which places it names.</summary>
public sealed class RegistryContradictionTests
{
    private readonly ConflictRegistryBuilder rules = new();

    [Fact]
    public void A_pair_twice()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<Discontinued>()
            .ConflictsWith<Renamed, Discontinued>();

        Problems().Should().ContainSingle().Which.Should().Be($"'price-changed' with 'discontinued' is declared twice: at {here.Plus(1)} and at {here.Plus(2)}.");
    }

    [Fact]
    public void A_pair_once_in_a_list_and_once_between_two()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<Discontinued>();
        rules.For<Discontinued>().CompatibleWithItself();
        rules.ConflictBetween<Discontinued, PriceChanged>();

        Problems().Should().ContainSingle().Which.Should().Be($"'price-changed' with 'discontinued' is declared twice: at {here.Plus(1)} and at {here.Plus(3)}.");
    }

    [Fact]
    public void A_pair_that_conflicts_and_does_not()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWithItself()
            .CompatibleWithItself();

        Problems().Should().ContainSingle().Which.Should()
            .Be($"'price-changed' with 'price-changed' is declared conflicting at {here.Plus(1)} and compatible at {here.Plus(2)}.");
    }

    [Fact]
    public void A_pair_that_conflicts_one_way_and_is_compatible_the_other_way()
    {
        var here = SourceLine.Here();
        rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<NoteAdded>();
        rules.For<NoteAdded>().CompatibleOnlyWith<PriceChanged, NoteAdded>();

        Problems().Should().ContainSingle().Which.Should().Match(
            $"'price-changed' with 'note-added' is declared conflicting at {here.Plus(1)}, but 'note-added' with 'price-changed' compatible at {here.Plus(2)}.*");
    }

    [Fact]
    public void A_pair_that_contradicts_itself_under_a_former_name()
    {
        rules.For("imported").ConflictsWith(["repriced"]).CompatibleWithItself();
        rules.For<PriceChanged>().ConflictsWithItself();
        rules.For("exported").ConflictsWith(["repriced", "price-changed"]).CompatibleWithItself();

        Problems().Should().ContainSingle().Which.Should().StartWith("'exported' with 'price-changed' is declared twice");
    }

    [Fact]
    public void NeverConflicts_with_a_list()
    {
        var here = SourceLine.Here();
        rules.For<NoteAdded>().NeverConflicts()
            .ConflictsWith<Renamed>();

        Problems().Should().ContainSingle().Which.Should()
            .Match($"'note-added' is declared NeverConflicts() at {here.Plus(1)} and lists Renamed at {here.Plus(2)}. Say one of the two.");
    }

    [Fact]
    public void NeverConflicts_of_a_type_that_is_also_in_a_conflict_between_two()
    {
        rules.For<NoteAdded>().NeverConflicts();
        rules.For<Renamed>().ConflictsWithItself();
        rules.ConflictBetween<Renamed, NoteAdded>();

        Problems().Should().ContainSingle().Which.Should().StartWith("'note-added' is declared NeverConflicts()");
    }

    [Fact]
    public void NeverConflicts_twice()
    {
        var here = SourceLine.Here();
        rules.For<NoteAdded>().NeverConflicts()
            .NeverConflicts();

        Problems().Should().ContainSingle().Which.Should().Be($"'note-added' is declared NeverConflicts() twice: at {here.Plus(1)} and at {here.Plus(2)}.");
    }

    [Fact]
    public void A_list_of_conflicts_and_a_list_of_what_alone_is_compatible()
    {
        var here = SourceLine.Here();
        rules.For<NoteAdded>().ConflictsWith<Renamed>()
            .CompatibleOnlyWith<NoteAdded>();

        Problems().Should().ContainSingle().Which.Should().Match(
            $"'note-added' says CompatibleOnlyWith at {here.Plus(2)}*another list at {here.Plus(1)}. Keep one of the two lists.");
    }

    [Fact]
    public void NeverConflicts_with_an_empty_list()
    {
        var here = SourceLine.Here();
        rules.For("imported").NeverConflicts().CompatibleOnlyWith([]);
        rules.For("exported").NeverConflicts().ConflictsWith([]);

        Problems().Should().SatisfyRespectively(
            first => first.Should().Match($"'imported'*{here.Plus(1)}*"),
            second => second.Should().Match($"'exported'*{here.Plus(2)}*"));
    }

    [Fact]
    public void A_conflict_between_two_of_which_one_is_not_mapped_is_one_problem()
    {
        rules.For<NoteAdded>().ConflictsWithItself();
        rules.ConflictBetween<NeverMapped, NoteAdded>();

        Problems().Should().ContainSingle().Which.Should().Contain("NeverMapped");
    }

    private IReadOnlyList<string> Problems() =>
        rules.Invoking(each => each.Build(RuleEvents.Map)).Should().Throw<EventStoreConfigurationException>().Which.Problems;
}
