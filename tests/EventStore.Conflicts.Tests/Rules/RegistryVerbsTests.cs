using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules;

public sealed class RegistryVerbsTests
{
    private static readonly string[] All = ["price-changed", "repriced", "discontinued", "stock-counted", "note-added", "renamed", "added-later"];

    [Fact]
    public void A_type_without_a_rule_conflicts_with_everything()
    {
        var registry = Build(_ => { });

        registry.Compile("price-changed").Should().BeSameAs(AppendCondition.RefuseAnything);
        ConflictRegistry.Empty.Compile("anything").Should().BeSameAs(AppendCondition.RefuseAnything);
        Refused(registry, "price-changed").Should().Equal(All);
        registry.FindConflict("price-changed", "note-added").Should().Be(new ConflictRule(ConflictRuleKind.NotRegistered));
    }

    [Fact]
    public void NeverConflicts_conflicts_with_nothing()
    {
        var registry = Build(rules => rules.For<NoteAdded>().NeverConflicts());

        registry.Compile("note-added").Should().BeSameAs(AppendCondition.RefuseNothing);
        Refused(registry, "note-added").Should().BeEmpty();
    }

    [Fact]
    public void ConflictsWith_takes_one_to_four_types_and_chains()
    {
        Refused(Build(rules => rules.For<NoteAdded>().ConflictsWith<Renamed>().CompatibleWithItself()), "note-added").Should().Equal("renamed");
        Refused(Build(rules => rules.For<NoteAdded>().ConflictsWith<Renamed, Discontinued>().CompatibleWithItself()), "note-added")
            .Should().Equal("discontinued", "renamed");
        Refused(Build(rules => rules.For<NoteAdded>().ConflictsWith<Renamed, Discontinued, StockCounted>().CompatibleWithItself()), "note-added")
            .Should().Equal("discontinued", "stock-counted", "renamed");
        Refused(Build(rules => rules.For<NoteAdded>().ConflictsWith<Renamed, Discontinued, StockCounted, NoteAdded>()), "note-added")
            .Should().Equal("discontinued", "stock-counted", "note-added", "renamed");
        Refused(Build(rules => rules.For<NoteAdded>().ConflictsWith<Renamed>().ConflictsWith<Discontinued, StockCounted>().ConflictsWithItself()), "note-added")
            .Should().Equal("discontinued", "stock-counted", "note-added", "renamed");
    }

    [Fact]
    public void CompatibleOnlyWith_takes_one_to_four_types_and_refuses_what_is_added_later()
    {
        Refused(Build(rules => rules.For<NoteAdded>().CompatibleOnlyWith<NoteAdded>()), "note-added")
            .Should().Equal("price-changed", "repriced", "discontinued", "stock-counted", "renamed", "added-later");
        Refused(Build(rules => rules.For<NoteAdded>().CompatibleOnlyWith<NoteAdded, Renamed>()), "note-added")
            .Should().Equal("price-changed", "repriced", "discontinued", "stock-counted", "added-later");
        Refused(Build(rules => rules.For<NoteAdded>().CompatibleOnlyWith<NoteAdded, Renamed, StockCounted>()), "note-added")
            .Should().Equal("price-changed", "repriced", "discontinued", "added-later");
        Refused(Build(rules => rules.For<NoteAdded>().CompatibleOnlyWith<NoteAdded, Renamed, StockCounted, Discontinued>()), "note-added")
            .Should().Equal("price-changed", "repriced", "added-later");
    }

    [Fact]
    public void A_cautious_list_that_is_silent_about_its_type_conflicts_with_itself()
    {
        var registry = Build(rules => rules.For<PriceChanged>().CompatibleOnlyWith<NoteAdded>());

        registry.FindConflict("price-changed", "price-changed").Should().NotBeNull();
        registry.FindConflict("price-changed", "repriced").Should().NotBeNull();
    }

    [Fact]
    public void A_cautious_list_can_also_say_what_it_thinks_of_itself()
    {
        Build(rules => rules.For<PriceChanged>().CompatibleOnlyWith<NoteAdded>().CompatibleWithItself())
            .FindConflict("price-changed", "price-changed").Should().BeNull();
        Build(rules => rules.For<PriceChanged>().CompatibleOnlyWith<NoteAdded>().ConflictsWithItself())
            .FindConflict("price-changed", "price-changed")!.Kind.Should().Be(ConflictRuleKind.ConflictsWith);
    }

    [Fact]
    public void ConflictsWithItself_is_a_list_of_one() =>
        Refused(Build(rules => rules.For<PriceChanged>().ConflictsWithItself()), "price-changed").Should().Equal("price-changed", "repriced");

    [Fact]
    public void The_same_can_be_said_by_name()
    {
        Refused(Build(rules => rules.For("note-added").NeverConflicts()), "note-added").Should().BeEmpty();
        Refused(Build(rules => rules.For("imported").ConflictsWith(["note-added", "added-later"]).ConflictsWithItself()), "imported")
            .Should().Equal("note-added", "added-later");
        Refused(Build(rules => rules.For("imported").ConflictsWith(["note-added"]).CompatibleWithItself()), "imported").Should().Equal("note-added");
        Refused(Build(rules => rules.For("imported").CompatibleOnlyWith(["note-added", "added-later"])), "imported")
            .Should().Equal("price-changed", "repriced", "discontinued", "stock-counted", "renamed");
    }

    [Fact]
    public void ConflictBetween_adds_to_the_lists_of_both()
    {
        var registry = Build(rules =>
        {
            rules.ConflictBetween<PriceChanged, Discontinued>();
            rules.For<PriceChanged>().ConflictsWithItself();
            rules.For<Discontinued>().CompatibleWithItself();
        });

        Refused(registry, "price-changed").Should().Equal("price-changed", "repriced", "discontinued");
        Refused(registry, "discontinued").Should().Equal("price-changed", "repriced");
    }

    [Fact]
    public void ConflictBetween_a_type_and_itself_is_said_once() =>
        Refused(Build(rules => rules.ConflictBetween<Renamed, Renamed>()), "renamed").Should().Equal("renamed");

    [Fact]
    public void A_rule_holds_for_every_name_its_types_ever_had()
    {
        var registry = Build(rules =>
        {
            rules.For("repriced").ConflictsWithItself();
            rules.For<Discontinued>().ConflictsWith<PriceChanged>().CompatibleWithItself();
        });

        foreach (var mine in new[] { "price-changed", "repriced" })
        {
            Refused(registry, mine).Should().Equal("price-changed", "repriced");
        }

        Refused(registry, "discontinued").Should().Equal("price-changed", "repriced");
    }

    [Fact]
    public void A_batch_conflicts_where_one_of_its_events_does_and_an_empty_one_with_everything()
    {
        var registry = Build(rules =>
        {
            rules.For<NoteAdded>().NeverConflicts();
            rules.For<Renamed>().ConflictsWithItself();
            rules.For<StockCounted>().ConflictsWith<Discontinued>().CompatibleWithItself();
        });

        registry.Compile(["note-added", "renamed", "stock-counted", "note-added"]).Should().Be(AppendCondition.RefuseOnly(["renamed", "discontinued"]));
        registry.Compile(["note-added", "note-added"]).Should().BeSameAs(AppendCondition.RefuseNothing);
        registry.Compile(["note-added", "unregistered"]).Should().BeSameAs(AppendCondition.RefuseAnything);
        registry.Compile([]).Should().BeSameAs(AppendCondition.RefuseAnything);
    }

    [Fact]
    public void Null_is_refused()
    {
        var registry = Build(rules => rules.For<NoteAdded>().NeverConflicts());

        foreach (var each in new[] { registry, ConflictRegistry.Empty })
        {
            FluentActions.Invoking(() => each.Compile((string)null!)).Should().Throw<ArgumentNullException>();
            FluentActions.Invoking(() => each.Compile((IReadOnlyList<string>)null!)).Should().Throw<ArgumentNullException>();
            FluentActions.Invoking(() => each.FindConflict(null!, "a")).Should().Throw<ArgumentNullException>();
            FluentActions.Invoking(() => each.FindConflict("a", null!)).Should().Throw<ArgumentNullException>();
        }
    }

    private static ConflictRegistry Build(Action<ConflictRegistryBuilder> configure)
    {
        var rules = new ConflictRegistryBuilder();
        configure(rules);
        return rules.Build(RuleEvents.Map);
    }

    private static string[] Refused(ConflictRegistry registry, string incoming)
    {
        var condition = registry.Compile(incoming);
        var refused = All.Where(concurrent => condition.On(concurrent) == Verdict.Refuse).ToArray();
        refused.Should().Equal(All.Where(concurrent => registry.FindConflict(incoming, concurrent) is not null), "what refuses must also explain itself");
        return refused;
    }
}
