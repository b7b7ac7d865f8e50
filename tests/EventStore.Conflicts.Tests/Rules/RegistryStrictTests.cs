using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>A registry that wants every pair to be declared, and the other refusals that come as soon as something is said.</summary>
public sealed class RegistryStrictTests
{
    private static readonly EventTypeMap Types = new EventTypeMapBuilder().Map<NoteAdded>("note-added").Map<Renamed>("renamed").Map<Discontinued>("discontinued").Build();

    private readonly ConflictRegistryBuilder rules = new();

    [Fact]
    public void A_mapped_type_without_rules_is_refused()
    {
        var here = SourceLine.Here();
        rules.RequireEveryPairDeclared();
        rules.For<NoteAdded>().NeverConflicts();
        rules.For<Renamed>().NeverConflicts();

        Problems().Should().Equal(
            $"'discontinued' has no rules, and every pair has to be declared ({here.Plus(1)}). Say what it conflicts with, or NeverConflicts().");
    }

    [Fact]
    public void A_pair_that_nothing_is_said_of_is_refused_with_all_others_of_its_type()
    {
        var here = SourceLine.Here();
        rules.RequireEveryPairDeclared();
        rules.For<NoteAdded>().NeverConflicts();
        rules.For<Discontinued>().CompatibleOnlyWith<NoteAdded>();
        rules.For<Renamed>().ConflictsWithItself();

        Problems().Should().Equal(
            $"'renamed' at {here.Plus(4)} says nothing of 'discontinued', 'note-added', and every pair has to be declared ({here.Plus(1)}). "
            + "Say ConflictsWith or CompatibleWith of each.");
    }

    [Fact]
    public void A_list_of_only_compatible_types_is_refused_where_not_every_pair_has_to_be_declared()
    {
        var here = SourceLine.Here();
        rules.For<Renamed>().CompatibleWith<NoteAdded>();

        Problems().Should().ContainSingle().Which.Should().Match($"'renamed' says only what it is compatible with at {here.Plus(1)}: its list of conflicts is empty.*");
    }

    [Fact]
    public void An_empty_list_of_compatible_types_is_refused()
    {
        var here = SourceLine.Here();
        rules.For("renamed").ConflictsWithItself().CompatibleWith([]);

        Problems().Should().ContainSingle().Which.Should().Match($"'renamed' says CompatibleWith with an empty list at {here.Plus(1)}*say NeverConflicts().");
    }

    [Fact]
    public void Two_ways_to_decide_on_a_pair_fail_at_once()
    {
        var here = SourceLine.Here();
        var pair = rules.For<Renamed>().ConflictsWithItself().SameBy(each => each.Name);
        var byName = rules.For("note-added").ConflictsWithItself().SameBy("text");

        pair.Invoking(each => each.When((_, _) => true)).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"Renamed with Renamed at {here.Plus(1)} has two of When, SameBy and ResolveWith; one has to decide.");
        byName.Invoking(each => each.ResolveWith((_, _) => Resolution.Keep)).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"'note-added' with 'note-added' at {here.Plus(2)} has two of When*");
    }

    [Fact]
    public void A_cap_without_a_bound_or_with_one_that_admits_nothing_fails_at_once()
    {
        var renamed = rules.For<Renamed>();

        rules.Invoking(each => each.AtMost()).Should().Throw<ArgumentException>().WithMessage("AtMost needs a bound*");
        renamed.Invoking(each => each.AtMost(events: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("events is 0; it must be at least 1.*");
        renamed.Invoking(each => each.AtMost(age: TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("age is 00:00:00; it must be greater*");
    }

    private IReadOnlyList<string> Problems() =>
        rules.Invoking(each => each.Build(Types)).Should().Throw<EventStoreConfigurationException>().Which.Problems;
}
