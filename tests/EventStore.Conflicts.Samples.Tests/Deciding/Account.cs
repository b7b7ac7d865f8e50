using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.Samples.Tests.Deciding;

public sealed record Deposited(decimal Amount);

public sealed record Withdrawn(decimal Amount);

public sealed record Account(decimal Balance)
{
    public static Fold<Account> Fold { get; } = new(new Account(0), (account, @event) => @event switch
    {
        Deposited deposited => new Account(account.Balance + deposited.Amount),
        Withdrawn withdrawn => new Account(account.Balance - withdrawn.Amount),
        _ => account,
    });

    public IEnumerable<object> Withdraw(decimal amount) =>
        amount <= Balance ? [new Withdrawn(amount)] : throw new InvalidCommandException($"There are only {Balance} left.");
}
