using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Commands on aggregates, which are dirty once they have acted: each attempt gets a fresh one.</summary>
public abstract class AggregateCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected AggregateCommandContract()
    {
        store = OpenStore(Stock.Merge);
        commands = store.Commands();
    }

    [Fact]
    public async Task It_is_loaded_acts_and_is_returned_as_committed()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), ARawEvent("unknown"));

        var result = await commands.ExecuteAsync(account, () => new AccountAggregate(), each => each.Withdraw(30), cancellationToken: Token);

        (result.State.Balance, result.State.Version, result.Version).Should().Be((70, 3, 3));
        result.State.UncommittedEvents.Should().BeEmpty();
        result.State.Unknown.Should().Equal("unknown");
        var loaded = await commands.LoadAsync(account, () => new AccountAggregate(), Token);
        (loaded.Balance, loaded.Version).Should().Be((70, 3));
    }

    [Fact]
    public async Task What_is_decided_again_is_decided_on_a_fresh_one_and_only_the_missed_tail_is_read()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), new NewEvent(new Deposited(20)));
        var watched = new WatchedStore(store);
        var used = new List<AccountAggregate>();

        var result = await watched.Commands().ExecuteAsync(
            account,
            () => new AccountAggregate(),
            async (context, token) =>
            {
                used.Add(context.State);
                if (context.Attempt == 1)
                {
                    await store.AppendToStreamAsync(account, Any, [new NewEvent(new Withdrawn(50))], cancellationToken: token);
                }

                context.State.Withdraw(60);
            },
            cancellationToken: Token);

        used.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        result.State.Should().BeSameAs(used[1]);
        (result.State.Balance, result.State.Applied, result.Attempts).Should().Be((10, 4, 2));
        watched.Reads.Should().Equal("1-2", "3");
    }

    [Fact]
    public async Task After_force_the_one_returned_is_that_of_what_was_appended()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var result = await commands.ExecuteAsync(
            account,
            () => new AccountAggregate(),
            async (context, token) =>
            {
                await store.AppendToStreamAsync(account, Any, [new NewEvent(new Withdrawn(90))], cancellationToken: token);
                context.State.Withdraw(30);
            },
            new CommandSettings { Strategy = ConflictStrategy.Force },
            Token);

        (result.State.Balance, result.State.Version, result.State.UncommittedEvents.Count).Should().Be((-20, 3, 0));
    }

    [Fact]
    public async Task Of_many_at_once_none_is_lost_and_none_overdraws()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var answers = await Together.RunAsync(CommandShortcuts.Writers, _ => commands.TryExecuteAsync(
            account, () => new AccountAggregate(), each => each.Withdraw(10), cancellationToken: Token));

        answers.Count(each => each.IsSuccess).Should().Be(10);
        answers.Count(each => each.Invalid is { Message: "There are only 0 left." }).Should().Be(CommandShortcuts.Writers - 10);
        (await commands.LoadAsync(account, Account.Fold, Token)).Should().Be(new StreamState<Account>(new Account(0), 11));
    }

    [Fact]
    public async Task One_that_raises_while_it_applies_is_a_mistake_whether_it_decides_or_is_loaded()
    {
        var (empty, account) = (NewStream(), await StreamOfAsync(store, new NewEvent(new Deposited(100))));

        var deciding = await Assert.ThrowsAsync<InvalidOperationException>(
            () => commands.ExecuteAsync(empty, () => new FeeInApply(), each => each.Deposit(5), cancellationToken: Token));
        var loading = await Assert.ThrowsAsync<InvalidOperationException>(() => commands.LoadAsync(account, () => new FeeInApply(), Token));

        deciding.Message.Should().Be(
            $"{typeof(FeeInApply)} raised a {typeof(Withdrawn)} while it applied an event. Apply only changes the state; raise both events in the method that decides, one after the other.");
        loading.Message.Should().Be(deciding.Message);
        (await store.GetStreamVersionAsync(empty, Token)).Should().Be(0);
    }

    /// <summary>Mistakes applying for deciding.</summary>
    private sealed class FeeInApply : AggregateRoot
    {
        internal void Deposit(decimal amount) => Raise(new Deposited(amount));

        protected override void Apply(object @event)
        {
            if (@event is Deposited)
            {
                Raise(new Withdrawn(1));
            }
        }
    }
}
