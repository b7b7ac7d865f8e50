using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// Commands whose append was committed and its answer lost. The store recognises the events when they are sent again; the command was decided by this very call, so it
/// says what it passed over as if the answer had come at once.
/// </summary>
public abstract class LostAnswerCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected LostAnswerCommandContract() => store = OpenStore(rules =>
    {
        Stock.Merge(rules);
        rules.For<MeetingNoteAdded>().NeverConflicts();
    });

    [Fact]
    public async Task Force_says_what_it_passed_over_and_knows_nothing_of_what_came_behind_it()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), ANote());

        var result = await Forgetful(account, before: new NewEvent(new Withdrawn(90)), after: new NewEvent(new Deposited(1))).ExecuteAsync(
            account, Account.Fold, each => each.Withdraw(30), new CommandSettings { Strategy = ConflictStrategy.Force, Seen = 1 }, Token);

        (result.Outcome, result.State, result.Version, result.Attempts, result.Append).Should().Be((CommandOutcome.AlreadyAppended, new Account(-20), 4, 1, null));
        result.PassedOver.Versions.Should().Be(new VersionRange(2, 3));
        result.PassedOver.Events.Select(each => each.Data).Should().Equal(new MeetingNoteAdded("They like tea."), new Withdrawn(90));
    }

    [Theory]
    [InlineData(ConflictStrategy.Reject)]
    [InlineData(ConflictStrategy.Retry)]
    public async Task What_was_decided_on_and_not_seen_is_told_and_what_came_behind_is_not_in_the_state(ConflictStrategy strategy)
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), ANote());

        var result = await Forgetful(article, before: null, after: AStockChange(97, 50)).ExecuteAsync(
            article, Stock.Fold, Stock.Change(-3), new CommandSettings { Strategy = strategy, Seen = 1 }, Token);

        (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.AlreadyAppended, 97, 3, 1));
        result.PassedOver.Versions.Should().Be(new VersionRange(2, 2));
    }

    [Fact]
    public async Task A_merge_gives_the_state_it_led_to_and_says_what_it_was_combined_with()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 90));

        var result = await Forgetful(article, before: null, after: AStockChange(87, 50)).ExecuteAsync(
            article, Stock.Fold, Stock.Change(-3), new CommandSettings { Strategy = ConflictStrategy.Merge, Seen = 1 }, Token);

        (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.AlreadyAppended, 87, 3, 1));
        result.PassedOver.Events.Select(each => each.Data).Should().Equal(AStockChange(100, 90).Data);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    public async Task An_event_that_is_decided_once_more_stands_before_what_it_was_decided_on_and_all_that_was_not_seen_is_told(long? seen)
    {
        var deposit = new NewEvent(new Deposited(5));
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), deposit, ANote());

        var result = await store.Commands().ExecuteAsync(
            account, Account.Fold, _ => [deposit], new CommandSettings { Strategy = ConflictStrategy.Force, Seen = seen }, Token);

        (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.AlreadyAppended, new Account(105), 3, 1));
        result.PassedOver.Versions.Should().Be(seen is null ? null : new VersionRange(2, 3));
    }

    /// <summary>An executor whose first append is committed between what others do, and whose answer is lost and asked for again.</summary>
    private CommandExecutor Forgetful(StreamId stream, NewEvent? before, NewEvent after)
    {
        var forgetful = new ForgetfulStore(store)
        {
            Before = () => before is null ? Task.CompletedTask : store.AppendAsync(stream, Any, before),
            After = () => store.AppendAsync(stream, Any, after),
        };
        return new RetryingEventStore(forgetful, new RetryOptions { BaseDelay = TimeSpan.Zero }).Commands();
    }
}
