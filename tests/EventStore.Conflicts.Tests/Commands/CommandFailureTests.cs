using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Tests.Resilience;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class CommandFailureTests : CommandTest
{
    [Fact]
    public async Task An_event_that_the_fold_cannot_take_is_not_appended()
    {
        var picky = new Fold<int>(0, (_, @event) => throw new NotSupportedException(@event.GetType().Name));

        await Assert.ThrowsAsync<NotSupportedException>(() => Commands().ExecuteAsync(Stream, picky, _ => [new Deposited(1)], cancellationToken: Token));

        (await VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_after_the_commit_does_not_make_it_look_undone()
    {
        await SomebodyPaysInAsync();
        var isCommitted = false;
        using var failing = new InterruptedStore(new UnreadableStore(Store, () => isCommitted))
        {
            Before = () => SomebodyPaysInAsync(),
            After = () => Task.FromResult(isCommitted = true),
        };

        var committed = await Assert.ThrowsAsync<CommandCommittedException>(() => Commands(store: failing).TryExecuteAsync(
            Stream, Account.Fold, _ => Account.Deposit(5), new CommandSettings { Strategy = ConflictStrategy.Force }, Token));

        (committed.Stream, committed.Append.Version).Should().Be((Stream, 3));
        committed.InnerException.Should().BeOfType<EventStoreUnavailableException>();
        committed.Message.Should().StartWith("The command was committed to stream 'account-1' (now at version 3), but ");
        (await VersionAsync()).Should().Be(3);
        Log.Lines.Should().ContainSingle("it was forced all the same").Which.Message.Should().EndWith("passed over: 1 events.");
    }

    [Fact]
    public async Task What_came_after_the_commands_own_events_is_not_in_the_state_it_returns()
    {
        var overtaken = new InterruptedStore(Store) { Before = () => SomebodyPaysInAsync(), After = () => SomebodyPaysInAsync(100) };

        var result = await Commands(store: overtaken).ExecuteAsync(
            Stream, Account.Fold, _ => Account.Deposit(5), new CommandSettings { Strategy = ConflictStrategy.Force }, Token);

        (result.State, result.Version, result.PassedOver.Count).Should().Be((new Account(6), 2, 1));
    }

    [Fact]
    public async Task An_id_that_names_another_event_is_the_decisions_mistake_and_not_a_command_that_was_executed()
    {
        await SomebodyPaysInAsync();
        var taken = (await Store.ReadSingleAsync(Stream)).Id;

        await Assert.ThrowsAsync<DuplicateEventException>(() => Commands().ExecuteAsync(
            Stream, Account.Fold, _ => [new NewEvent(new Withdrawn(1), taken)], cancellationToken: Token));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_settled_by_the_store_or_by_executing_the_command_again()
    {
        var once = new CommandSettings { CommandId = Guid.CreateVersion7() };
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(
            () => Commands(store: new ForgetfulStore(Store)).ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(5), once, Token));
        await using var retrying = new RetryingEventStore(new ForgetfulStore(Store), new RetryOptions { BaseDelay = TimeSpan.Zero });

        var again = await Commands().ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(5), once, Token);
        var settled = await Commands(store: retrying).ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(7), cancellationToken: Token);

        (again.Outcome, again.State).Should().Be((CommandOutcome.AlreadyAppended, new Account(5)));
        (settled.Outcome, settled.State, settled.Version, settled.Attempts, settled.Append).Should().Be((CommandOutcome.AlreadyAppended, new Account(12), 2, 1, null));
    }

    [Fact]
    public async Task Transient_faults_pass_through()
    {
        var fault = Faults.Unavailable;

        (await Assert.ThrowsAsync<EventStoreUnavailableException>(() => Commands(store: new ScriptedStore(fault)).TryExecuteAsync(
            Stream, Account.Fold, _ => Account.Deposit(1), cancellationToken: Token))).Should().BeSameAs(fault);
    }

    [Fact]
    public async Task A_decision_of_null_is_a_mistake()
    {
        var nothing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Commands().ExecuteAsync(Stream, Account.Fold, _ => null!, cancellationToken: Token));
        var nullEvent = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Commands().ExecuteAsync(Stream, Account.Fold, _ => [new Deposited(1), null!], cancellationToken: Token));

        nothing.Message.Should().Contain("return an empty list");
        nullEvent.Message.Should().Contain("index 1");
    }

    [Fact]
    public async Task A_decision_without_end_is_stopped_also_on_a_store_that_does_not_say_its_limits()
    {
        var (given, note) = (0, new NewEvent(new Deposited(1)));
        IEnumerable<object> Endless()
        {
            for (; given < 2_000_000; given++)
            {
                yield return note;
            }
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Commands(store: new WatchedStore(Store)).ExecuteAsync(Stream, Account.Fold, _ => Endless(), cancellationToken: Token));

        given.Should().Be(1_000_000, "that is the most a store can be told to take");
    }

    [Fact]
    public async Task An_asynchronous_decision_of_null_is_a_mistake_that_says_what_returned_null()
    {
        Task<IEnumerable<object>>? none = null;
        var noTask = await Assert.ThrowsAsync<InvalidOperationException>(() => Commands().ExecuteAsync(
            Stream, Account.Fold, (_, _) => none!, cancellationToken: Token));
        var noEvents = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Commands().ExecuteAsync(Stream, Account.Fold, (_, _) => Task.FromResult<IEnumerable<object>>(null!), cancellationToken: Token));
        var noAction = await Assert.ThrowsAsync<InvalidOperationException>(() => Commands().ExecuteAsync(
            Stream, () => new AccountAggregate(), (_, _) => none!, cancellationToken: Token));

        noTask.Message.Should().Be("The decision returned null instead of a task.");
        noEvents.Message.Should().StartWith("The decision returned null; ");
        noAction.Message.Should().Be($"The action on the {typeof(AccountAggregate)} returned null instead of a task.");
    }

    [Fact]
    public async Task A_function_that_gives_the_same_aggregate_again_is_a_mistake()
    {
        var (dirty, reused) = (new AccountAggregate(), new AccountAggregate());
        dirty.Deposit(1);
        await SomebodyPaysInAsync();
        await Commands().ExecuteAsync(Stream, () => reused, each => each.Deposit(1), cancellationToken: Token);

        foreach (var wrong in new[] { dirty, reused, null! })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => Commands().ExecuteAsync(Stream, () => wrong, each => each.Deposit(1), cancellationToken: Token));
        }

        (await VersionAsync()).Should().Be(2);
    }

    [Fact]
    public async Task What_is_missing_is_refused()
    {
        var commands = Commands();

        await Refused("fold", () => commands.ExecuteAsync(Stream, (Fold<Account>)null!, _ => [], cancellationToken: Token));
        await Refused("decide", () => commands.ExecuteAsync(Stream, Account.Fold, (Func<Account, IEnumerable<object>>)null!, cancellationToken: Token));
        await Refused("decider", () => commands.ExecuteAsync(Stream, (IDecider<Account, string>)null!, "command", cancellationToken: Token));
        await Refused("create", () => commands.ExecuteAsync(Stream, (Func<AccountAggregate>)null!, _ => { }, cancellationToken: Token));
        await Refused("act", () => commands.ExecuteAsync(Stream, () => new AccountAggregate(), (Action<AccountAggregate>)null!, cancellationToken: Token));
        await Refused("stream", () => commands.ExecuteAsync(default, Account.Fold, _ => [], cancellationToken: Token));
        await Refused("stream", () => commands.LoadAsync(default, Account.Fold, Token));
        await Refused("fold", () => commands.LoadAsync(Stream, (Fold<Account>)null!, Token));
        await Refused("create", () => commands.LoadAsync(Stream, (Func<AccountAggregate>)null!, Token));
        FluentActions.Invoking(() => new Fold<int>(0, null!)).Should().Throw<ArgumentNullException>().WithParameterName("evolve");
    }

    private static async Task Refused(string parameter, Func<Task> call) =>
        (await call.Should().ThrowAsync<ArgumentException>()).WithParameterName(parameter);

    /// <summary>Cannot be read once it says so.</summary>
    private sealed class UnreadableStore(IEventStore inner, Func<bool> isUnreadable) : ForwardingStore(inner)
    {
        public override IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
            StreamId stream,
            ReadDirection direction = ReadDirection.Forwards,
            long? fromVersion = null,
            long? maxCount = null,
            CancellationToken cancellationToken = default) =>
            isUnreadable() ? throw Faults.Unavailable : base.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);
    }
}
