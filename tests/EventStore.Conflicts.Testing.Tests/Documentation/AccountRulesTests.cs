using Bank;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Documentation;

public sealed class AccountRulesTests
{
    internal static EventTypeMap Types { get; } = new EventTypeMapBuilder().Map<Deposited>("deposited").Map<Withdrawn>("withdrawn").Build();

    internal static AggregateModel<Account> Model { get; } = new AggregateModel<Account>(Types, () => Account.Fold.Initial, Account.Fold.Evolve)
        .Keeps("never negative", account => account.Balance >= 0)
        .Decides<Deposited>((_, random) => new Deposited(random.Next(1, 100)))
        .Decides<Withdrawn>((account, random) => account.Balance > 0 ? new Withdrawn(random.Next(1, (int)account.Balance + 1)) : null);

    [Fact]
    public void The_rules_fit_the_account()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For<Deposited>().NeverConflicts();
        rules.For<Withdrawn>().CompatibleOnlyWith<Deposited>();

        Model.Check(rules.Build(Types)).Verify();
    }
}
