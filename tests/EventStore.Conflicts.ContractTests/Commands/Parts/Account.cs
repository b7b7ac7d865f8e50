using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Somebody paid in.</summary>
public sealed record Deposited(decimal Amount)
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "deposited";
}

/// <summary>Somebody took money out.</summary>
public sealed record Withdrawn(decimal Amount)
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "withdrawn";
}

/// <summary>An account that must never be overdrawn: no rule about types can see to that.</summary>
public sealed record Account(decimal Balance)
{
    /// <summary>How its events become an account.</summary>
    public static Fold<Account> Fold { get; } = new(new Account(0), (account, @event) => @event switch
    {
        Deposited deposited => new Account(account.Balance + deposited.Amount),
        Withdrawn withdrawn => new Account(account.Balance - withdrawn.Amount),
        _ => account,
    });

    /// <summary>Pays in.</summary>
    public static IEnumerable<object> Deposit(decimal amount) => [new Deposited(amount)];

    /// <summary>Takes out, if there is enough.</summary>
    public IEnumerable<object> Withdraw(decimal amount) =>
        amount <= Balance ? [new Withdrawn(amount)] : throw new InvalidCommandException($"There are only {Balance} left.");
}
