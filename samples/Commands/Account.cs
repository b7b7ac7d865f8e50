using EventStore.Conflicts.Commands;

namespace Bank;

internal sealed record Account(decimal Balance)
{
    internal static Fold<Account> Fold { get; } = new(new Account(0), (account, @event) => @event switch
    {
        Deposited deposited => new Account(account.Balance + deposited.Amount),
        Withdrawn withdrawn => new Account(account.Balance - withdrawn.Amount),
        _ => account,
    });

    internal IEnumerable<object> Withdraw(decimal amount) =>
        amount <= Balance ? [new Withdrawn(amount)] : throw new InvalidCommandException($"There are only {Balance} left.");
}
