using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class ForceLogTests : CommandTest
{
    private static readonly CommandSettings Force = new() { Strategy = ConflictStrategy.Force, Seen = 0 };

    [Fact]
    public async Task What_is_forced_is_logged_as_a_warning_with_what_it_passed_over()
    {
        await Commands().ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), Force, Token);
        await SomebodyPaysInAsync();
        await Commands().ExecuteAsync(Stream, Account.Fold, each => each.Withdraw(2), Force, Token);

        Log.Lines.Should().Equal(
            (LogLevel.Warning, "A command was forced into stream 'account-1', now at version 1. No rule was asked; passed over: nothing."),
            (LogLevel.Warning, "A command was forced into stream 'account-1', now at version 3. No rule was asked; passed over: deposited (1), deposited (2)."));
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
