using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>The classic mistakes are found whatever the seed, and each is told by the smallest story there is.</summary>
public sealed class TrapsTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 0, -1, int.MinValue, int.MaxValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Two_withdrawals_that_overdraw_together(int seed)
    {
        var found = Found(Accounts.Model(), Accounts.Overdrawing(), seed);

        found.History.Should().Equal(new Deposited(1));
        found.Before.Should().Be(new Account(1, 0));
        (found.Theirs, found.Mine).Should().Be((new Withdrawn(1), new Withdrawn(1)));
        found.TheirsThenMine.Should().BeEquivalentTo(new OrderResult(new Account(-1, 0), ["never negative"], Thrown: null));
        found.MineThenTheirs.Should().BeEquivalentTo(found.TheirsThenMine);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stock_as_an_absolute_value(int seed)
    {
        var found = Found(Articles.Model(), Articles.Compatible<StockSet>(), seed);

        found.History.Should().BeEmpty();
        new[] { found.Theirs, found.Mine }.Should().BeEquivalentTo([new StockSet(0), new StockSet(1)]);
        found.TheirsThenMine.State.Should().Be(new Article(((StockSet)found.Mine).Quantity, "New"));
        found.MineThenTheirs.State.Should().Be(new Article(((StockSet)found.Theirs).Quantity, "New"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_name_of_which_the_last_writer_wins(int seed)
    {
        var found = Found(Articles.Model(), Articles.Compatible<Renamed>(), seed);

        found.History.Should().BeEmpty();
        new[] { found.Theirs, found.Mine }.Should().BeEquivalentTo([new Renamed("Ant"), new Renamed("Bee")]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Adding_and_removing_the_same_item(int seed)
    {
        var found = Found(Carts.Model(), Carts.AddingAfterRemoving(), seed);

        found.History.Should().Equal(new ItemAdded("item 0"));
        (found.Theirs, found.Mine).Should().Be((new ItemRemoved("item 0"), new ItemAdded("item 0")));
        found.TheirsThenMine.State.Should().BeOfType<Cart>().Which.Items.Should().Equal("item 0");
        found.MineThenTheirs.State.Should().BeOfType<Cart>().Which.Items.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_item_among_a_million(int seed) =>
        Found(Carts.Model(items: 1_000_000), Carts.AddingAfterRemoving(), seed).Mine.Should().Be(new ItemAdded("item 0"));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_delta_after_an_absolute_value(int seed)
    {
        var rules = Registry.Of(Articles.Types, declare => declare.For<StockChanged>().NeverConflicts());

        Articles.Model().Check(rules, new CheckOptions { Seed = seed }).Pairs.Select(pair => (pair.Theirs, pair.Verdict)).Should().Equal(
            ("stock-set", PairVerdict.Conflicting), ("stock-changed", PairVerdict.Compatible), ("renamed", PairVerdict.Compatible));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_fold_that_throws_on_what_it_did_not_expect(int seed)
    {
        var strict = new AggregateModel<Cart>(
                Carts.Types,
                () => new Cart([]),
                (cart, @event) => @event is ItemRemoved { Item: var item } && !cart.Items.Contains(item)
                    ? throw new InvalidOperationException($"{item} is not there.")
                    : Cart.Evolve(cart, @event))
            .ComparedBy(EqualityComparer<Cart>.Create((one, other) => one!.Items.SetEquals(other!.Items)))
            .Decides<ItemAdded>((_, random) => new ItemAdded($"item {random.Next(10)}"))
            .Decides<ItemRemoved>((cart, random) => cart.Items.Count > 0 ? new ItemRemoved(cart.Items[random.Next(cart.Items.Count)]) : null);
        var rules = Registry.Of(Carts.Types, declare => declare.For<ItemRemoved>().CompatibleOnlyWith<ItemRemoved>());

        var found = Found(strict, rules, seed);

        found.TheirsThenMine.State.Should().BeNull();
        found.TheirsThenMine.Thrown.Should().BeOfType<InvalidOperationException>();
        found.ToString().Should().StartWith("throws:").And.Contain("theirs, then mine  throws InvalidOperationException: item 0 is not there.");
    }

    [Theory]
    [InlineData("stock-set", "renamed")]
    [InlineData("renamed", "stock-set")]
    public void An_invariant_that_only_one_order_breaks_in_states_that_are_taken_as_equal(string mine, string theirs)
    {
        var pair = new AggregateModel<string>(Articles.Types, () => "", (names, @event) => names + (@event is Renamed ? "R" : "S"))
            .ComparedBy(EqualityComparer<string>.Create((_, _) => true))
            .Keeps("never sold before it has a name", names => names != "SR")
            .Decides<StockSet>((_, _) => new StockSet(1))
            .Decides<Renamed>((names, _) => names == "S" ? null : new Renamed("Ant"))
            .Infer().Pairs.Single(each => each.Mine == mine && each.Theirs == theirs);

        var (broken, sound) = mine == "renamed"
            ? (pair.Counterexample!.TheirsThenMine, pair.Counterexample.MineThenTheirs)
            : (pair.Counterexample!.MineThenTheirs, pair.Counterexample.TheirsThenMine);
        broken.Should().BeEquivalentTo(new OrderResult("SR", ["never sold before it has a name"], Thrown: null));
        sound.Should().BeEquivalentTo(new OrderResult("RS", [], Thrown: null));
    }

    private static Counterexample Found<TState>(AggregateModel<TState> model, ConflictRegistry rules, int seed)
    {
        var report = model.Check(rules, new CheckOptions { Seed = seed });

        report.Invoking(each => each.Verify()).Should().Throw<CompatibilityException>()
            .WithMessage($"Events that the registry declares compatible are not.*seed {seed}: *").Which.Report.Should().BeSameAs(report);
        var pair = report.Pairs.Should().ContainSingle().Subject;
        pair.Verdict.Should().Be(PairVerdict.Conflicting);
        return pair.Counterexample!;
    }
}
