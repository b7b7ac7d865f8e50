using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>The timeout and the caller's token: they end waiting, and never a commit that has begun.</summary>
public sealed class CommandTimeoutTests : CommandTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_decision_that_takes_too_long_ends_with_the_bound_and_nothing_written()
    {
        var deciding = new TaskCompletionSource();
        var execution = Commands().TryExecuteAsync(
            Stream,
            Account.Fold,
            async (_, token) =>
            {
                deciding.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return Account.Deposit(1);
            },
            cancellationToken: Token);
        await deciding.Task;

        Clock.Advance(Limit - TimeSpan.FromTicks(1));
        execution.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromTicks(1));

        var late = await Assert.ThrowsAsync<CommandTimeoutException>(() => execution);
        (late.Stream, late.Timeout, late.Attempts).Should().Be((Stream, Limit, 1));
        late.Message.Should().Be(
            "The command on stream 'account-1' was not done within 00:00:30 (CommandOptions.Timeout); attempts: 1. Nothing was written.");
        (await VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_decision_whose_events_take_too_long_to_make_ends_with_the_next_of_them()
    {
        var given = 0;
        IEnumerable<object> Slow()
        {
            for (; given < 10; given++)
            {
                Clock.Advance(Limit / 2);
                yield return new Deposited(1);
            }
        }

        await Assert.ThrowsAsync<CommandTimeoutException>(() => Commands().ExecuteAsync(Stream, Account.Fold, _ => Slow(), cancellationToken: Token));

        given.Should().Be(1, "the second one was not taken");
        (await VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Waiting_for_the_next_attempt_ends_with_the_timeout()
    {
        var commands = Commands(options => options.BaseDelay = options.MaxDelay = TimeSpan.FromMinutes(5));
        var execution = commands.ExecuteAsync(Stream, Account.Fold, TooLateAsync, cancellationToken: Token);
        (await Clock.Armed.ReadAsync(Token)).Should().Be(Limit);
        await Clock.Armed.ReadAsync(Token);

        Clock.Advance(Limit);

        await Assert.ThrowsAsync<CommandTimeoutException>(() => execution);
        (await VersionAsync()).Should().Be(1, "of somebody else's");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_ends_with_the_timeout()
    {
        var hanging = new HangingStore(Store, hangOnRead: true, hangOnAppend: false);
        var execution = Commands(store: hanging).ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), cancellationToken: Token);
        await hanging.Hangs;

        Clock.Advance(Limit);

        await Assert.ThrowsAsync<CommandTimeoutException>(() => execution);
    }

    [Fact]
    public async Task A_timeout_before_the_commit_has_begun_ends_the_append()
    {
        var hanging = new HangingStore(Store, hangOnRead: false, hangOnAppend: true);
        var execution = Commands(store: hanging).ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), cancellationToken: Token);
        await hanging.Hangs;

        Clock.Advance(Limit);

        await Assert.ThrowsAsync<CommandTimeoutException>(() => execution);
        (await VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_timeout_while_a_lost_answer_is_asked_for_again_leaves_the_outcome_unknown()
    {
        var options = new RetryOptions { BaseDelay = TimeSpan.FromMinutes(5), MaxDelay = TimeSpan.FromMinutes(5) };
        var asking = new RetryingEventStore(new ForgetfulStore(Store), options, Clock);
        var execution = Commands(store: asking).ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), cancellationToken: Token);
        (await Clock.Armed.ReadAsync(Token)).Should().Be(Limit);
        await Clock.Armed.ReadAsync(Token);

        Clock.Advance(Limit);

        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => execution);
        (await VersionAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData(ConflictStrategy.Retry)]
    [InlineData(ConflictStrategy.Force)]
    public async Task After_the_commit_neither_the_timeout_nor_the_token_can_make_it_look_undone(ConflictStrategy strategy)
    {
        using var cancellation = new CancellationTokenSource();
        var committing = new InterruptedStore(Store)
        {
            Before = async () =>
            {
                await SomebodyPaysInAsync();
                Clock.Advance(Limit);
                await cancellation.CancelAsync();
            },
        };

        // Without a stream nothing can come between; with force what came between has to be read afterwards.
        var result = await Commands(store: committing).ExecuteAsync(
            strategy == ConflictStrategy.Force ? Stream : new StreamId("account-2"),
            Account.Fold,
            _ => Account.Deposit(5),
            new CommandSettings { Strategy = strategy },
            cancellation.Token);

        result.Outcome.Should().Be(CommandOutcome.Committed);
        result.State.Should().Be(new Account(strategy == ConflictStrategy.Force ? 6 : 5));
    }

    [Fact]
    public async Task The_callers_token_ends_waiting_and_is_the_one_that_is_named()
    {
        using var cancellation = new CancellationTokenSource();
        var execution = Commands().ExecuteAsync(Stream, Account.Fold, TooLateAsync, cancellationToken: cancellation.Token);
        await Clock.Armed.ReadAsync(Token);
        await Clock.Armed.ReadAsync(Token);

        await cancellation.CancelAsync();

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution)).CancellationToken.Should().Be(cancellation.Token);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_while_it_is_decided_ends_it_and_not_the_bound_of_attempts()
    {
        using var cancellation = new CancellationTokenSource();

        var execution = Commands(options => options.MaxAttempts = 2).TryExecuteAsync(
            Stream,
            Account.Fold,
            async (context, token) =>
            {
                await SomebodyPaysInAsync();
                await cancellation.CancelAsync();
                return Account.Deposit(1);
            },
            cancellationToken: cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution);
        (await VersionAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_reaches_no_decision()
    {
        foreach (var attempts in new[] { 1, 2 })
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Commands(options => options.MaxAttempts = attempts).ExecuteAsync(
                Stream, Account.Fold, (Func<Account, IEnumerable<object>>)(_ => throw new InvalidOperationException("decided")), cancellationToken: new CancellationToken(true)));
        }
    }

    [Fact]
    public async Task A_cancellation_of_the_decisions_own_is_the_decisions_own()
    {
        using var own = new CancellationTokenSource();
        await own.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Commands().ExecuteAsync(
            Stream, Account.Fold, (_, _) => Task.FromCanceled<IEnumerable<object>>(own.Token), cancellationToken: Token));

        thrown.CancellationToken.Should().Be(own.Token);
    }

    private async Task<IEnumerable<object>> TooLateAsync(DecisionContext<Account> context, CancellationToken cancellationToken)
    {
        await SomebodyPaysInAsync();
        return Account.Deposit(1);
    }
}
