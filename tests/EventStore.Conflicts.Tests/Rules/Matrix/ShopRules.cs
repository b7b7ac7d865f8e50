using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>A registry that has every kind of rule.</summary>
internal static class ShopRules
{
    internal static ConflictRegistry Build()
    {
        var rules = new ConflictRegistryBuilder();
        Declare(rules);
        return rules.Build(RuleEvents.Map);
    }

    internal static void Declare(ConflictRegistryBuilder rules)
    {
        rules.AtMost(age: TimeSpan.FromDays(30));
        rules.For<NoteAdded>().NeverConflicts().AtMost(events: 100);
        rules.For<PriceChanged>()
            .ConflictsWithItself().ResolveWith((_, _) => Resolution.Keep)
            .ConflictsWith<Discontinued>()
            .ConflictsWith<StockCounted>().When((_, _) => true)
            .CompatibleWith<NoteAdded>();
        rules.For<StockCounted>().ConflictsWithItself().SameBy(each => each.Count).ConflictsWith<PriceChanged>();
        rules.For<Discontinued>().CompatibleOnlyWith<NoteAdded>();
        rules.For("imported-*").CompatibleWithItself().ConflictsWith(["imported-*", "stock-*"]).CompatibleWith(["stock-notes-*"]);
        rules.For("imported-by-hand").ConflictsWithItself();
    }
}
