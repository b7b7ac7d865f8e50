using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>What is right is let pass, whatever the seed.</summary>
public sealed class RightRulesTests
{
    public static TheoryData<int> Seeds => TrapsTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Deposits_and_notes_with_anything_and_withdrawals_with_all_but_themselves(int seed)
    {
        var report = Accounts.Model().Check(Accounts.Right(), new CheckOptions { Seed = seed });

        report.Verify();
        report.Pairs.Should().HaveCount(8).And.OnlyContain(pair => pair.Verdict == PairVerdict.Compatible && pair.Samples > 50 && pair.Counterexample == null);
        report.Pairs.Should().NotContain(pair => pair.Mine == "withdrawn" && pair.Theirs == "withdrawn");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Deltas(int seed) =>
        Articles.Model().Check(Articles.Compatible<StockChanged>(), new CheckOptions { Seed = seed }).Verify();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Adding_items_to_a_set(int seed) => Carts.Model()
        .Check(Registry.Of(Carts.Types, rules => rules.For<ItemAdded>().CompatibleOnlyWith<ItemAdded>()), new CheckOptions { Seed = seed }).Verify();

    [Fact]
    public void States_that_change_in_place_and_decisions_that_change_them()
    {
        var model = new AggregateModel<Ledger>(Accounts.Types, () => new Ledger(), (ledger, @event) => ledger.Apply(@event))
            .ComparedBy(EqualityComparer<Ledger>.Create((one, other) => one!.Balance == other!.Balance))
            .Keeps("never negative", ledger => ledger.Balance >= 0)
            .Decides<Deposited>((ledger, random) => ledger.Raise(new Deposited(random.Next(1, 100))))
            .Decides<Withdrawn>((ledger, random) => ledger.Balance > 0 ? ledger.Raise(new Withdrawn(random.Next(1, ledger.Balance + 1))) : null);

        var matrix = model.Infer();

        matrix.Pairs.Select(pair => pair.Verdict).Should().Equal(
            PairVerdict.Compatible, PairVerdict.Compatible, PairVerdict.Compatible, PairVerdict.Conflicting);
        matrix.Pairs[3].Counterexample!.Before.Should().BeOfType<Ledger>().Which.Balance.Should().Be(1);
    }

    [Fact]
    public void Events_that_are_structs()
    {
        var types = new EventTypeMapBuilder().Map<Counted>("counted").Build();
        var rules = Registry.Of(types, declare => declare.For<Counted>().NeverConflicts());

        var report = new AggregateModel<int>(types, () => 0, (count, @event) => count + ((Counted)@event).By)
            .Decides<Counted>((count, random) => count < 3 ? new Counted(random.Next(2)) : null)
            .Check(rules, new CheckOptions { States = 50 });

        report.Verify();
        report.Pairs.Single().Samples.Should().BeInRange(1, 49, "it cannot be decided on every state");
    }

    private readonly record struct Counted(int By);

    private sealed class Ledger
    {
        internal int Balance { get; private set; }

        internal Ledger Apply(object @event)
        {
            Balance += @event switch
            {
                Deposited deposited => deposited.Amount,
                Withdrawn withdrawn => -withdrawn.Amount,
                _ => 0,
            };
            return this;
        }

        internal TEvent Raise<TEvent>(TEvent @event)
            where TEvent : class
        {
            Apply(@event);
            return @event;
        }
    }
}
