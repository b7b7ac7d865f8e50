using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Commands that are decided again whenever somebody was faster.</summary>
public abstract class RetryCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected RetryCommandContract()
    {
        // A rule about types that would admit any number of withdrawals.
        store = OpenStore(rules => rules.For<Withdrawn>().NeverConflicts());
        commands = store.Commands();
    }

    [Fact]
    public async Task What_was_decided_on_the_newest_state_is_appended_and_the_new_state_returned()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var result = await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(30), cancellationToken: Token);

        (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.Committed, new Account(70), 2, 1));
        result.PassedOver.Should().BeSameAs(MissedEvents.None);
        result.Append!.Outcome.Should().Be(AppendOutcome.Appended);
        var stored = (await store.ReadAsync(account))[^1];
        (stored.Data, stored.DecidedAt).Should().Be((new Withdrawn(30), 1));
    }

    [Fact]
    public async Task A_stream_comes_into_being_with_its_first_command()
    {
        var account = NewStream();

        var result = await commands.ExecuteAsync(account, Account.Fold, _ => Account.Deposit(5), cancellationToken: Token);

        (result.State, result.Version).Should().Be((new Account(5), 1));
        (await commands.LoadAsync(account, Account.Fold, Token)).Should().Be(new StreamState<Account>(new Account(5), 1));
        (await commands.LoadAsync(NewStream(), Account.Fold, Token)).Should().Be(new StreamState<Account>(new Account(0), 0));
    }

    [Fact]
    public async Task A_command_that_decides_nothing_appends_nothing()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var result = await commands.ExecuteAsync(account, Account.Fold, _ => [], cancellationToken: Token);

        (result.Outcome, result.State, result.Version, result.Append).Should().Be((CommandOutcome.NothingDecided, new Account(100), 1, null));
        (await store.GetStreamVersionAsync(account, Token)).Should().Be(1);
    }

    [Fact]
    public async Task Whatever_came_meanwhile_is_decided_upon_even_a_type_that_never_conflicts()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));
        var seen = new List<(decimal Balance, long Version, int Attempt, int Missed)>();

        var answer = await commands.TryExecuteAsync(
            account,
            Account.Fold,
            async (context, token) =>
            {
                seen.Add((context.State.Balance, context.Version, context.Attempt, context.Missed.Count));
                if (context.Attempt <= 2)
                {
                    await store.AppendToStreamAsync(account, Any, [new NewEvent(new Withdrawn(40))], cancellationToken: token);
                }

                return context.State.Withdraw(30);
            },
            cancellationToken: Token);

        seen.Should().Equal((100, 1, 1, 0), (60, 2, 2, 1), (20, 3, 3, 1));
        answer.Invalid!.Message.Should().Be("There are only 20 left.");
        (await store.GetStreamVersionAsync(account, Token)).Should().Be(3);
    }

    [Fact]
    public async Task What_was_passed_over_is_returned()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));
        var decide = CommandShortcuts.Meanwhile<Account>(
            () => store.AppendAsync(account, Any, new NewEvent(new Withdrawn(40)), ANote()), each => each.Withdraw(30));

        var result = await commands.ExecuteAsync(account, Account.Fold, decide, cancellationToken: Token);

        (result.State, result.Version, result.Attempts).Should().Be((new Account(30), 4, 2));
        (result.PassedOver.Versions, result.PassedOver.Count).Should().Be((new VersionRange(2, 3), 2));
        result.PassedOver.Events.Select(each => each.Data).Should().Equal(new Withdrawn(40), new MeetingNoteAdded("They like tea."));
    }

    [Fact]
    public async Task The_version_the_user_saw_is_not_checked_but_what_they_missed_is_returned()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), ANote(), ANote(), ANote());
        var settings = new CommandSettings { Seen = 1, Strategy = ConflictStrategy.Retry };

        var result = await store.Commands(options => options.MaxPassedOver = 2).ExecuteAsync(account, Account.Fold, each => each.Withdraw(30), settings, Token);

        (result.Version, result.Attempts, result.PassedOver.Count).Should().Be((5, 1, 3));
        result.PassedOver.Events.Select(each => each.Version).Should().Equal(2, 3);
    }

    [Fact]
    public async Task A_decision_that_fails_is_not_taken_again_and_its_own_conflicts_are_not_taken_for_ours()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));
        var decisions = 0;

        await Assert.ThrowsAsync<StreamConflictException>(() => commands.ExecuteAsync(
            account,
            Account.Fold,
            async (context, token) =>
            {
                decisions++;
                await store.AppendToStreamAsync(account, Exactly(0), [ARaise()], cancellationToken: token);
                return context.State.Withdraw(1);
            },
            cancellationToken: Token));

        decisions.Should().Be(1);
        (await store.GetStreamVersionAsync(account, Token)).Should().Be(1);
    }

    [Fact]
    public async Task Of_many_commands_at_once_none_is_lost()
    {
        const int CommandsPerWriter = 5;
        var article = NewStream();

        var results = await Together.RunAsync(CommandShortcuts.Writers, async number =>
        {
            var own = new List<CommandResult<int>>();
            for (var i = 0; i < CommandsPerWriter; i++)
            {
                own.Add(await commands.ExecuteAsync(article, Stock.Fold, Stock.Change(number + 1), cancellationToken: Token));
                await Task.Yield();
            }

            return own;
        });

        var stored = await store.ReadAsync(article);
        Stock.ShouldBeUnbroken(stored, CommandShortcuts.Writers * CommandsPerWriter, sum: 32 * 33 / 2 * CommandsPerWriter);
        foreach (var result in results.SelectMany(each => each))
        {
            (result.Outcome, result.State).Should().Be((CommandOutcome.Committed, ((StockChanged)stored[(int)result.Version - 1].Data!).To));
        }
    }
}
