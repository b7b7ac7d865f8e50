using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Resilience;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class ForceLogTests : CommandTest
{
    private static readonly CommandSettings Force = new() { Strategy = ConflictStrategy.Force, Seen = 0 };

    private static readonly Guid CommandId = Guid.CreateVersion7();

    [Fact]
    public async Task What_is_forced_past_others_is_logged_as_a_warning_with_what_it_passed_over()
    {
        await SomebodyPaysInAsync();
        await SomebodyPaysInAsync();
        await Commands().ExecuteAsync(Stream, Account.Fold, each => each.Withdraw(2), Force, Token);

        Log.Lines.Should().Equal(
            (LogLevel.Warning, "A command was forced into stream 'account-1', now at version 3. No rule was asked; passed over: deposited (1), deposited (2)."));
    }

    [Fact]
    public async Task What_passed_over_nothing_is_an_append_like_any_other_and_not_logged()
    {
        await Commands().ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), Force, Token);

        Log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_forced_is_logged_also_where_its_answer_was_lost()
    {
        var forgetful = new ForgetfulStore(Store) { Before = () => SomebodyPaysInAsync(), After = () => SomebodyPaysInAsync() };
        await using var retrying = new RetryingEventStore(forgetful, new RetryOptions { BaseDelay = TimeSpan.Zero });

        await Commands(store: retrying).ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), Force, Token);

        Log.Lines.Should().Equal(
            (LogLevel.Warning, "A command was forced into stream 'account-1', now at version 2. No rule was asked; passed over: deposited (1)."));
    }

    [Fact]
    public async Task What_is_recognised_without_being_decided_was_logged_when_it_was_forced()
    {
        await SomebodyPaysInAsync();
        foreach (var outcome in new[] { CommandOutcome.Committed, CommandOutcome.AlreadyAppended })
        {
            var result = await Commands().ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), Force with { CommandId = CommandId }, Token);

            result.Outcome.Should().Be(outcome);
            Log.Lines.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task What_was_not_appended_was_not_forced()
    {
        await Commands().ExecuteAsync(Stream, Account.Fold, _ => [], Force, Token);
        await Commands().TryExecuteAsync(Stream, Account.Fold, each => each.Withdraw(2), Force, Token);
        await Commands().ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), Force with { Strategy = ConflictStrategy.Merge }, Token);

        Log.Lines.Should().BeEmpty();
    }
}
