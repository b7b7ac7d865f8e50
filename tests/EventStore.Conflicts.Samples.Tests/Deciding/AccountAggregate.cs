using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.Samples.Tests.Deciding;

public sealed class AccountAggregate : AggregateRoot
{
    public decimal Balance { get; private set; }

    public void Withdraw(decimal amount) =>
        Raise(amount <= Balance ? new Withdrawn(amount) : throw new InvalidCommandException($"There are only {Balance} left."));

    protected override void Apply(object @event) => Balance += @event switch
    {
        Deposited deposited => deposited.Amount,
        Withdrawn withdrawn => -withdrawn.Amount,
        _ => 0,
    };
}
