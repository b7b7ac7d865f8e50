using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>Of rules that look at the events, what they let through is checked, and nothing else.</summary>
public sealed class QuestionsTests
{
    [Fact]
    public void A_key_that_tells_items_apart_is_right()
    {
        var rules = Registry.Of(Carts.Types, declare =>
        {
            declare.For<ItemAdded>().ConflictsWith<ItemRemoved>().SameBy(mine => mine.Item, theirs => theirs.Item).CompatibleWithItself();
            declare.For<ItemRemoved>().ConflictsWith<ItemAdded>().SameBy(mine => mine.Item, theirs => theirs.Item).CompatibleWithItself();
        });

        var report = Carts.Model().Check(rules);

        report.Verify();
        report.Pairs.Should().HaveCount(4).And.OnlyContain(pair => pair.Verdict == PairVerdict.Compatible && pair.Samples > 0);
    }

    [Fact]
    public void A_predicate_that_lets_the_same_item_through_is_found()
    {
        var rules = Registry.Of(Carts.Types, declare => declare.For<ItemAdded>()
            .ConflictsWith<ItemRemoved>().When((mine, theirs) => mine.Item == theirs.Item && mine.Item != "item 3")
            .CompatibleWithItself());

        var found = Carts.Model().Check(rules).Pairs.Single(pair => pair.Verdict == PairVerdict.Conflicting).Counterexample!;

        (found.Theirs, found.Mine).Should().Be((new ItemRemoved("item 3"), new ItemAdded("item 3")));
    }

    [Fact]
    public void What_a_merge_makes_of_an_event_is_not_taken_for_letting_it_through()
    {
        var rules = Registry.Of(Carts.Types, declare => declare.For<ItemAdded>()
            .ConflictsWith<ItemRemoved>().ResolveWith((mine, theirs) => mine.Item == theirs.Item ? Resolution.Drop : Resolution.Keep)
            .CompatibleWithItself());

        Carts.Model().Check(rules).Verify();
    }

    [Fact]
    public void A_rule_by_name_sees_the_events_as_JSON()
    {
        var rules = Registry.Of(Carts.Types, declare => declare.For("item-added").ConflictsWith(["item-removed"]).When((_, _) => false).CompatibleWithItself());

        Carts.Model().Check(rules).Pairs.Should().ContainSingle(pair => pair.Verdict == PairVerdict.Conflicting);
    }

    [Fact]
    public void A_decision_that_draws_until_it_has_something_else_comes_to_an_end()
    {
        var model = new AggregateModel<int>(
                new EventTypeMapBuilder().Map<ItemAdded>("item-added").Build(), () => 0, (_, @event) => int.Parse(((ItemAdded)@event).Item, System.Globalization.CultureInfo.InvariantCulture))
            .Decides<ItemAdded>((state, random) =>
            {
                int other;
                do
                {
                    other = random.Next(10);
                }
                while (other == state);

                return new ItemAdded(other.ToString(System.Globalization.CultureInfo.InvariantCulture));
            });

        model.Check(Registry.Of(Carts.Types, declare => declare.For<ItemAdded>().NeverConflicts())).Pairs.Single().Verdict.Should().Be(PairVerdict.Conflicting);
    }
}
