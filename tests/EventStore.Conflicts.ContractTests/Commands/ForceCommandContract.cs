using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Commands that are appended whatever happens.</summary>
public abstract class ForceCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly CommandSettings Force = new() { Strategy = ConflictStrategy.Force };

    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected ForceCommandContract()
    {
        store = OpenStore();
        commands = store.Commands();
    }

    [Fact]
    public async Task It_goes_behind_whatever_came_meanwhile_and_says_what_that_was()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), ANote());
        var decide = CommandShortcuts.Meanwhile<Account>(() => store.AppendAsync(account, Any, new NewEvent(new Withdrawn(90))), each => each.Withdraw(30));

        var result = await commands.ExecuteAsync(account, Account.Fold, decide, Force with { Seen = 1 }, Token);

        (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.Committed, new Account(-20), 4, 1));
        result.PassedOver.Versions.Should().Be(new VersionRange(2, 3));
        result.PassedOver.Events.Select(each => each.Data).Should().Equal(new MeetingNoteAdded("They like tea."), new Withdrawn(90));
    }

    [Fact]
    public async Task Where_nothing_came_it_is_an_append_like_any_other()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var result = await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(30), Force, Token);

        (result.State, result.Version, result.PassedOver.Count).Should().Be((new Account(70), 2, 0));
    }

    [Fact]
    public async Task Of_many_commands_at_once_each_is_appended_in_its_first_attempt_and_says_what_it_passed_over()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(1_000)));

        var results = await Together.RunAsync(CommandShortcuts.Writers, number => commands.ExecuteAsync(
            account, Account.Fold, each => each.Withdraw(number), Force with { Seen = 1 }, Token));

        var stored = await store.ReadAsync(account);
        stored.Aggregate(new Account(0), (state, each) => Account.Fold.Evolve(state, each.Data!)).Should().Be(new Account(1_000 - (31 * 32 / 2)));
        results.Select(each => each.Version).Should().BeEquivalentTo(Enumerable.Range(2, CommandShortcuts.Writers).Select(version => (long)version));
        results.Should().OnlyContain(each => each.Attempts == 1 && each.PassedOver.Count == each.Version - 2 && each.PassedOver.Events.Count == each.Version - 2);
        results.Should().OnlyContain(each => each.State.Balance
            == stored.Take((int)each.Version).Aggregate(new Account(0), (state, recorded) => Account.Fold.Evolve(state, recorded.Data!)).Balance);
    }
}
