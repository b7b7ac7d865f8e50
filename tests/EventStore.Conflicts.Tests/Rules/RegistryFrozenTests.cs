using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules;

public sealed class RegistryFrozenTests
{
    [Fact]
    public void A_built_builder_takes_no_more_rules()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For<NoteAdded>().NeverConflicts();
        rules.Build(RuleEvents.Map);

        rules.Invoking(each => each.For<Renamed>()).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
        rules.Invoking(each => each.For("renamed")).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
        rules.Invoking(each => each.ConflictBetween<Renamed, NoteAdded>()).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
        rules.Invoking(each => each.Build(RuleEvents.Map)).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
    }

    [Fact]
    public void A_verb_said_after_building_changes_nothing()
    {
        var rules = new ConflictRegistryBuilder();
        var renamed = rules.For<Renamed>().ConflictsWithItself();
        var registry = rules.Build(RuleEvents.Map);

        try
        {
            renamed.ConflictsWith<NoteAdded>();
        }
        catch (InvalidOperationException)
        {
            // Refusing it is right too; what counts is the registry.
        }

        registry.Compile("renamed").Should().Be(AppendCondition.RefuseOnly(["renamed"]));
    }

    [Fact]
    public void A_verb_said_after_building_is_refused()
    {
        var rules = new ConflictRegistryBuilder();
        var renamed = rules.For<Renamed>().ConflictsWithItself();
        var imported = rules.For("imported").NeverConflicts();
        rules.Build(RuleEvents.Map);

        renamed.Invoking(each => each.ConflictsWith<NoteAdded>()).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
        imported.Invoking(each => each.ConflictsWith(["renamed"])).Should().Throw<InvalidOperationException>().WithMessage("*frozen*");
    }

    [Fact]
    public void A_list_given_by_name_is_copied()
    {
        var list = new[] { "note-added" };
        var rules = new ConflictRegistryBuilder();
        rules.For("imported").ConflictsWith(list).CompatibleWithItself();
        list[0] = "renamed";

        rules.Build(RuleEvents.Map).Compile("imported").Should().Be(AppendCondition.RefuseOnly(["note-added"]));
    }
}
