using EventStore.Conflicts;
using EventStore.Conflicts.Rules;

namespace Shop;

/// <summary>Every verb there is, each with a reason to say it.</summary>
internal static class ShopRules
{
    internal static ConflictRegistry Build()
    {
        var rules = new ConflictRegistryBuilder();

        // A fact that stands by itself never conflicts, however old the page it was written on. Here that goes for everything that is a note.
        rules.For<INote>().IncludingDerived().NeverConflicts();

        // A new absolute value conflicts with itself (only for the same product: a key of both events) and with what makes it meaningless (a predicate).
        rules.For<PriceChanged>()
            .ConflictsWithItself().SameBy(each => each.Sku)
            .ConflictsWith<Discontinued>().When((mine, theirs) => mine.Sku == theirs.Sku);

        // What carries its old and its new value can be merged: mine is done over on top of theirs. Fifty events later that is no longer what anybody meant.
        rules.For<StockChanged>()
            .ConflictsWithItself().ResolveWith(Merge)
            .AtMost(events: 50);

        // The cautious list: everything conflicts with it but what is named here, also types that are added later.
        rules.For<Discontinued>().CompatibleOnlyWith<INote>().IncludingDerived();

        // Two people change the same data of a customer: a conflict. Different data: none. "Itself" is the type of the incoming event.
        rules.For<ICustomerChange>().IncludingDerived()
            .ConflictsWithItself()
            .ConflictsWith<CustomerDeleted>();

        // Deleting twice does no harm; deleting what somebody is just changing does.
        rules.For<CustomerDeleted>()
            .CompatibleWithItself()
            .ConflictsWith<ICustomerChange>().IncludingDerived();

        // Two orders don't conflict. An order and the end of its product do, whichever comes first; an order and a new price don't, and this says so.
        rules.For<OrderPlaced>().CompatibleWithItself();
        rules.ConflictBetween<OrderPlaced, Discontinued>(when: (order, discontinued) => order.Sku == discontinued.Sku);
        rules.CompatibleBetween<OrderPlaced, PriceChanged>();

        // Types that this program has no classes for, by their names; * stands for any characters. What is said of a name beats what is said of a pattern. The map
        // doesn't know them, so the registry warns: it cannot tell them from names that are misspelt.
        rules.For("imported-*")
            .ConflictsWithItself().SameBy("sku")
            .ConflictsWith(["stock-*"])
            .CompatibleWith(["stock-counted"]);
        rules.For("price-list-imported")
            .ConflictsWithItself()
            .ConflictsWith(["price-changed"]); // One way only, so the registry warns.

        // Whoever decides on what they saw a month ago decides on nothing.
        rules.AtMost(age: TimeSpan.FromDays(30));

        return rules.Build(new EventTypeMapBuilder()
            .Map<CommentAdded>("comment-added")
            .Map<ReviewAdded>("review-added")
            .Map<PriceChanged>("price-changed")
            .Map<Discontinued>("discontinued")
            .Map<StockChanged>("stock-changed")
            .Map<OrderPlaced>("order-placed")
            .Map<AddressChanged>("address-changed")
            .Map<EmailChanged>("email-changed")
            .Map<CustomerDeleted>("customer-deleted")
            .Map<LabelPrinted>("label-printed") // Nothing is said of it: it conflicts with everything, and the registry warns.
            .Build());
    }

    /// <summary>A strict registry: whoever adds an event type has to decide on every pair of it, or the program doesn't start.</summary>
    internal static ConflictRegistry BuildStrict()
    {
        var rules = new ConflictRegistryBuilder().RequireEveryPairDeclared();
        rules.For<CommentAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWithItself().CompatibleWith<CommentAdded>();
        return rules.Build(new EventTypeMapBuilder().Map<CommentAdded>("comment-added").Map<PriceChanged>("price-changed").Build());
    }

    private static Resolution Merge(StockChanged mine, StockChanged theirs)
    {
        if (mine.Sku != theirs.Sku)
        {
            return Resolution.Keep;
        }

        var change = theirs.To - theirs.From;
        return mine.To + change >= 0
            ? Resolution.Replace(mine with { From = mine.From + change, To = mine.To + change })
            : Resolution.Conflict;
    }
}
