using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>The same account for those who like objects that change.</summary>
public sealed class AccountAggregate : AggregateRoot
{
    /// <summary>What is left.</summary>
    public decimal Balance { get; private set; }

    /// <summary>How often an event was applied to this very object.</summary>
    public int Applied { get; private set; }

    /// <summary>Event types without a class that it came across.</summary>
    public IList<string> Unknown { get; } = [];

    /// <summary>Pays in.</summary>
    public void Deposit(decimal amount) => Raise(new Deposited(amount));

    /// <summary>Takes out, if there is enough.</summary>
    public void Withdraw(decimal amount)
    {
        if (amount > Balance)
        {
            throw new InvalidCommandException($"There are only {Balance} left.");
        }

        Raise(new Withdrawn(amount));
    }

    /// <summary>Raises whatever it is given.</summary>
    public void RaiseAnything(object @event) => Raise(@event);

    /// <inheritdoc/>
    protected override void Apply(object @event)
    {
        Applied++;
        switch (@event)
        {
            case Deposited deposited:
                Balance += deposited.Amount;
                break;
            case Withdrawn withdrawn:
                Balance -= withdrawn.Amount;
                break;
            case RecordedEvent recorded:
                Unknown.Add(recorded.Type);
                break;
        }
    }
}
