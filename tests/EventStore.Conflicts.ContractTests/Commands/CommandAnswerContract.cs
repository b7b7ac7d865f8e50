using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>The same commands without exceptions: done, a conflict, or invalid, with the same information.</summary>
public abstract class CommandAnswerContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected CommandAnswerContract()
    {
        store = OpenStore();
        commands = store.Commands(options => options.MaxAttempts = 3);
    }

    [Fact]
    public async Task Done()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var answer = await commands.TryExecuteAsync(account, Account.Fold, each => each.Withdraw(30), cancellationToken: Token);

        answer.IsSuccess.Should().BeTrue();
        (answer.Result!.State, answer.Conflict, answer.Invalid).Should().Be((new Account(70), null, null));
    }

    [Fact]
    public async Task Invalid_with_what_the_decision_said_and_thrown_where_the_decision_threw_it()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var answer = await commands.TryExecuteAsync(account, Account.Fold, each => each.Withdraw(300), cancellationToken: Token);
        var thrown = await Assert.ThrowsAsync<InvalidCommandException>(
            () => commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(300), cancellationToken: Token));

        (answer.IsSuccess, answer.Result, answer.Conflict, answer.Invalid!.Message).Should().Be((false, null, null, "There are only 100 left."));
        thrown.Message.Should().Be(answer.Invalid.Message);
        thrown.StackTrace.Should().Contain($"{nameof(Account)}.{nameof(Account.Withdraw)}");
    }

    [Fact]
    public async Task Invalid_where_it_is_the_fold_that_refuses_what_was_decided()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var answer = await commands.TryExecuteAsync(account, NeverOverdrawn, _ => [new Withdrawn(30), new Withdrawn(80)], cancellationToken: Token);

        answer.Invalid!.Message.Should().Be("There are only 70 left.");
        (await store.GetStreamVersionAsync(account, Token)).Should().Be(1);
    }

    [Fact]
    public async Task A_fold_that_refuses_what_has_happened_is_a_mistake_and_no_answer_to_a_command()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), new NewEvent(new Withdrawn(300)));

        foreach (var load in new Func<Task>[]
        {
            () => commands.TryExecuteAsync(account, NeverOverdrawn, _ => Account.Deposit(1), cancellationToken: Token),
            () => commands.TryExecuteAsync(account, () => new StrictAggregate(), _ => { }, cancellationToken: Token),
            () => commands.LoadAsync(account, NeverOverdrawn, Token),
            () => commands.LoadAsync(account, () => new StrictAggregate(), Token),
        })
        {
            var mistake = await Assert.ThrowsAsync<InvalidOperationException>(load);
            mistake.Message.Should().StartWith($"Version 2 of stream '{account}' ('withdrawn') ").And.EndWith("There are only 100 left.");
            mistake.InnerException.Should().BeOfType<InvalidCommandException>();
        }
    }

    [Fact]
    public async Task A_conflict_with_what_the_user_has_not_seen()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), new NewEvent(new Deposited(1)));

        var answer = await commands.TryExecuteAsync(account, Account.Fold, each => each.Withdraw(30), new CommandSettings { Seen = 1 }, Token);

        (answer.IsSuccess, answer.Result, answer.Invalid).Should().Be((false, null, null));
        answer.Conflict.Should().BeOfType<UserFacingConflictException>().Which.Missed.Events.Should().ContainSingle().Which.Data.Should().Be(new Deposited(1));
    }

    [Fact]
    public async Task A_stream_on_which_others_are_always_faster()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));
        var attempts = new List<int>();

        var answer = await commands.TryExecuteAsync(
            account,
            Account.Fold,
            async (context, token) =>
            {
                attempts.Add(context.Attempt);
                await store.AppendToStreamAsync(account, Any, [new NewEvent(new Deposited(1))], cancellationToken: token);
                return context.State.Withdraw(30);
            },
            cancellationToken: Token);

        attempts.Should().Equal(1, 2, 3);
        var contended = answer.Conflict.Should().BeOfType<StreamContendedException>().Subject;
        (contended.Rounds, contended.Expected, contended.Actual).Should().Be((3, DecidedAt(3, seen: 3), 4));
        contended.InnerException.Should().BeOfType<StreamConflictException>();
        (await store.ReadAsync(account)).Should().OnlyContain(each => each.Data is Deposited);
    }

    [Fact]
    public async Task A_version_that_is_not_there() =>
        (await commands.TryExecuteAsync(NewStream(), Account.Fold, _ => Account.Deposit(1), new CommandSettings { Seen = 1 }, Token))
            .Conflict.Should().BeOfType<WrongExpectedVersionException>();

    /// <summary>Checks as it folds: what is decided is fine by it only if it can be folded.</summary>
    private static Fold<Account> NeverOverdrawn { get; } = new(Account.Fold.Initial, (account, @event) =>
        @event is Withdrawn(var amount) && amount > account.Balance
            ? throw new InvalidCommandException($"There are only {account.Balance} left.")
            : Account.Fold.Evolve(account, @event));

    private sealed class StrictAggregate : AggregateRoot
    {
        private Account account = NeverOverdrawn.Initial;

        protected override void Apply(object @event) => account = NeverOverdrawn.Evolve(account, @event);
    }
}
