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
}
