using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>What a registry that can be built warns of all the same.</summary>
public sealed class RegistryWarningTests
{
    private readonly ConflictRegistryBuilder rules = new();

    [Fact]
    public void A_registry_in_which_nothing_is_declared_warns_of_nothing()
    {
        rules.Build(RuleEvents.Map).Warnings.Should().BeEmpty();
        new ConflictRegistryBuilder().AtMost(events: 3).Build(RuleEvents.Map).Warnings.Should().BeEmpty();
        ConflictRegistry.Empty.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_conflict_that_the_other_type_lets_pass_by_never_conflicting()
    {
        var here = SourceLine.Here();
        rules.For<NoteAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWithItself()
            .ConflictsWith<NoteAdded>();

        var warning = Warnings(RegistryWarningKind.OneSidedPair).Should().ContainSingle().Which;

        warning.Types.Should().Equal("price-changed", "note-added");
        warning.Places.Should().Equal(here.Plus(3), here.Plus(1));
        warning.Message.Should().Be(
            $"An incoming 'price-changed' conflicts with 'note-added' (declared to conflict at {here.Plus(3)}), but an incoming 'note-added' passes "
            + $"'price-changed' (declared never to conflict at {here.Plus(1)}). If both ways are meant, say ConflictBetween.");
        warning.ToString().Should().Be($"OneSidedPair: {warning.Message}");
    }

    [Fact]
    public void A_conflict_that_the_other_type_lets_pass_by_leaving_it_out()
    {
        var here = SourceLine.Here();
        rules.For<Renamed>().ConflictsWithItself();
        rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<Renamed>();

        Warnings(RegistryWarningKind.OneSidedPair).Should().ContainSingle()
            .Which.Message.Should().Contain($"'price-changed' (not in the list of conflicts at {here.Plus(1)})");
    }

    [Fact]
    public void A_conflict_that_depends_on_the_events_is_one_sided_just_as_well()
    {
        rules.For<Renamed>().ConflictsWithItself();
        rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<Renamed>().When((_, _) => true);
        rules.For<StockCounted>().ConflictsWithItself().ConflictsWith<Renamed>().SameBy(mine => mine.Count, theirs => theirs.Name.Length);

        Warnings(RegistryWarningKind.OneSidedPair).Select(warning => string.Join(" ", warning.Types))
            .Should().Equal("price-changed renamed", "stock-counted renamed");
    }

    [Fact]
    public void A_conflict_by_a_pattern_is_one_sided_with_each_known_type_that_it_matches()
    {
        rules.For<Renamed>().ConflictsWithItself();
        rules.For<StockCounted>().ConflictsWithItself();
        rules.For("imported").CompatibleWithItself().ConflictsWith(["re*", "stock-*"]);

        Warnings(RegistryWarningKind.OneSidedPair).Select(warning => string.Join(" ", warning.Types))
            .Should().Equal("imported renamed", "imported stock-counted");
    }

    [Fact]
    public void Nothing_is_one_sided_where_both_conflict_or_one_has_no_rules_or_merges()
    {
        rules.ConflictBetween<PriceChanged, Renamed>();
        rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<NoteAdded>();
        rules.For<Renamed>().ConflictsWithItself().ConflictsWith<StockCounted>().ResolveWith((_, _) => Resolution.Keep);
        rules.For<StockCounted>().ConflictsWithItself();
        rules.For<Discontinued>().CompatibleOnlyWith<Discontinued>();

        Warnings(RegistryWarningKind.OneSidedPair).Should().BeEmpty();
    }

    [Fact]
    public void Names_that_the_map_does_not_know_wherever_they_stand_once_each()
    {
        var here = SourceLine.Here();
        rules.For<NoteAdded>().NeverConflicts();
        rules.For("pirce-changed").ConflictsWith(["renamed", "stok-counted"]).ConflictsWithItself();
        rules.For("imported").ConflictsWith(["stok-counted", "repriced"]).CompatibleWithItself();

        Warnings(RegistryWarningKind.UnknownType).Should().SatisfyRespectively(
            first => first.Types.Should().Equal("imported"),
            second =>
            {
                second.Types.Should().Equal("pirce-changed");
                second.Places.Should().Equal(here.Plus(2));
                second.Message.Should().Be($"The event type map doesn't know 'pirce-changed', which rules name at {here.Plus(2)}. Is it written as it is stored?");
            },
            third =>
            {
                third.Types.Should().Equal("stok-counted");
                third.Places.Should().Equal(here.Plus(2), here.Plus(3));
                third.Message.Should().Contain($"which rules name at {here.Plus(2)} and {here.Plus(3)}.");
            });
    }

    [Fact]
    public void Patterns_that_match_no_type_by_any_of_its_names()
    {
        var here = SourceLine.Here();
        rules.For("imported").CompatibleWithItself().ConflictsWith(["repr*", "import*", "stok-*"]);
        rules.For("order-*").NeverConflicts();

        Warnings(RegistryWarningKind.UnmatchedPattern).Select(warning => (warning.Types.Single(), warning.Message)).Should().Equal(
            ("order-*", $"No known event type matches 'order-*', which rules name at {here.Plus(2)}."),
            ("stok-*", $"No known event type matches 'stok-*', which rules name at {here.Plus(1)}."));
    }

    [Fact]
    public void Names_and_patterns_are_not_compared_with_an_empty_map()
    {
        rules.For("imported").CompatibleWithItself().ConflictsWith(["stock-*", "exported"]);

        rules.Build().Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Mapped_types_without_rules_in_one_warning()
    {
        rules.For<PriceChanged>().ConflictsWithItself();
        rules.For("re*").NeverConflicts();

        var warning = Warnings(RegistryWarningKind.TypesWithoutRules).Should().ContainSingle().Which;

        warning.Types.Should().Equal("discontinued", "note-added", "stock-counted");
        warning.Places.Should().Equal(RuleEvents.Map.Types.Where(each => warning.Types.Contains(each.Name, StringComparer.Ordinal))
            .OrderBy(each => each.Name, StringComparer.Ordinal).Select(each => each.MappedAt));
        warning.Message.Should().Be("3 mapped types have no rules, so everything conflicts with them: 'discontinued', 'note-added', 'stock-counted'.");
    }

    [Fact]
    public void One_mapped_type_without_rules()
    {
        rules.For("*-*").NeverConflicts();
        rules.For<Discontinued>().NeverConflicts();

        Warnings(RegistryWarningKind.TypesWithoutRules).Should().ContainSingle()
            .Which.Message.Should().Be("1 mapped type has no rules, so everything conflicts with it: 'renamed'.");
    }

    private IEnumerable<RegistryWarning> Warnings(RegistryWarningKind kind) => rules.Build(RuleEvents.Map).Warnings.Where(warning => warning.Kind == kind);
}
