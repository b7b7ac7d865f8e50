using EventStore.Conflicts.Commands;

namespace Bank;

/// <summary>The account once more, for those who like objects that change themselves.</summary>
internal sealed class AccountAggregate : AggregateRoot
{
    internal decimal Balance { get; private set; }

    internal void Withdraw(decimal amount) =>
        Raise(amount <= Balance ? new Withdrawn(amount) : throw new InvalidCommandException($"There are only {Balance} left."));

    protected override void Apply(object @event) => Balance += @event switch
    {
        Deposited deposited => deposited.Amount,
        Withdrawn withdrawn => -withdrawn.Amount,
        _ => 0,
    };
}
