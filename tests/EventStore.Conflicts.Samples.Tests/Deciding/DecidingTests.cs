using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Samples.Tests.Deciding;

/// <summary>What the README shows of deciding, run.</summary>
public sealed class DecidingTests
{
    private readonly StreamId account = new("account-1");

    private readonly IEventStore store = new EventStoreBuilder().UseInMemory()
        .MapEvents(types => types.Map<Deposited>("deposited").Map<Withdrawn>("withdrawn")).Build();

    [Fact]
    public async Task The_examples_do_what_the_README_says()
    {
        var commands = new CommandExecutor(store);
        await store.AppendToStreamAsync(account, ExpectedVersion.NoStream, [new NewEvent(new Deposited(100))], cancellationToken: TestContext.Current.CancellationToken);

#pragma warning disable xUnit1051 // A reader of the README has no token.
        var result = await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(50));
        var sameAgain = await commands.ExecuteAsync(account, () => new AccountAggregate(), each => each.Withdraw(50));

        (result.State.Balance, sameAgain.State.Balance).Should().Be((50, 0));
        var (seen, commandId) = (1L, Guid.CreateVersion7());

        var answer = await commands.TryExecuteAsync(
            account, Account.Fold, each => each.Withdraw(50), new CommandSettings { Seen = seen, CommandId = commandId });
        var reply = answer switch
        {
            { Result: { } done } => $"There are {done.State.Balance} left.",
            { Conflict: UserFacingConflictException conflict } => $"Meanwhile: {conflict.Missed}. Please review and try again.",
            { Invalid: { } invalid } => invalid.Message,
            _ => "Others keep changing this. Please try again later.",
        };
#pragma warning restore xUnit1051

        reply.Should().Be("There are only 0 left.", "the decision is taken on the newest state, whatever was seen");
        (await commands.TryExecuteAsync(
            account, Account.Fold, _ => [new Deposited(1)], new CommandSettings { Seen = seen }, TestContext.Current.CancellationToken)).Conflict.Should().BeOfType<UserFacingConflictException>();
    }
}
