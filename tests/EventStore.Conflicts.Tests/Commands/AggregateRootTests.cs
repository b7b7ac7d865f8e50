using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class AggregateRootTests : CommandTest
{
    private readonly AccountAggregate account = new();

    [Fact]
    public void What_is_raised_is_applied_at_once_and_kept_in_order()
    {
        account.Deposit(10);
        account.Withdraw(3);

        (account.Balance, account.Version).Should().Be((7, 0));
        account.UncommittedEvents.Should().Equal(new Deposited(10), new Withdrawn(3));
    }

    [Fact]
    public async Task An_event_with_metadata_of_its_own_is_applied_as_its_data()
    {
        var deposit = new NewEvent(new Deposited(10), metadata: new EventMetadata { CausationId = "salary" });

        var result = await Commands().ExecuteAsync(Stream, () => new AccountAggregate(), each => each.RaiseAnything(deposit), cancellationToken: Token);

        (result.State.Balance, result.State.Version, result.State.UncommittedEvents.Count).Should().Be((10, 1, 0));
        var stored = await Store.ReadSingleAsync(Stream);
        (stored.Data, stored.Metadata.CausationId).Should().Be((new Deposited(10), "salary"));
    }

    [Fact]
    public void What_cannot_be_applied_is_not_raised()
    {
        account.Invoking(each => each.RaiseAnything(null!)).Should().Throw<ArgumentNullException>();
        account.Invoking(each => each.RaiseAnything(SampleEvents.ARawEvent("imported"))).Should().Throw<ArgumentException>().WithMessage("*raise an object*");

        account.UncommittedEvents.Should().BeEmpty();
    }
}
