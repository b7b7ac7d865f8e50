using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class CommandDelaysTests : CommandTest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly List<TimeSpan> delays = [];

    [Fact]
    public async Task Delays_double_up_to_the_cap_once_the_jitter_has_settled()
    {
        var answer = await FinishAsync(Commands(options =>
        {
            options.MaxAttempts = 8;
            options.BaseDelay = TimeSpan.FromMilliseconds(100);
            options.MaxDelay = TimeSpan.FromSeconds(2);
            options.Timeout = Timeout;
        }));

        // What a fixed jitter of one half makes of 100 ms; a timer waits whole milliseconds.
        delays.Select(delay => delay.TotalMilliseconds).Should().Equal(89, 109, 203, 404, 808, 1616, 2000);
        answer.Conflict.Should().BeOfType<StreamContendedException>().Which.Rounds.Should().Be(8);
    }

    [Fact]
    public async Task A_single_attempt_waits_for_nothing()
    {
        var answer = await FinishAsync(Commands(options => (options.MaxAttempts, options.Timeout) = (1, Timeout)));

        delays.Should().BeEmpty();
        answer.Conflict.Should().BeOfType<StreamContendedException>().Which.Rounds.Should().Be(1);
        Log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_further_attempt_is_logged_with_the_reason()
    {
        await FinishAsync(Commands(options => (options.MaxAttempts, options.Timeout) = (3, Timeout)));

        Log.Lines.Select(line => line.Level).Should().Equal(LogLevel.Debug, LogLevel.Debug);
        Log.Lines[1].Message.Should().StartWith("Deciding again on stream 'account-1' after attempt 2 of 3: Stream 'account-1' was expected at version 1");
    }

    [Fact]
    public async Task Where_somebody_else_is_faster_once_it_is_waited_once()
    {
        var decide = CommandShortcuts.Meanwhile<Account>(() => SomebodyPaysInAsync(), _ => Account.Deposit(1));

        var answer = await FinishAsync(Commands(options => options.Timeout = Timeout), decide);

        delays.Should().ContainSingle();
        answer.Result!.Attempts.Should().Be(2);
    }

    /// <summary>Lets every delay pass, and remembers it, until the command is done.</summary>
    private async Task<CommandAnswer<Account>> FinishAsync(
        CommandExecutor commands, Func<DecisionContext<Account>, CancellationToken, Task<IEnumerable<object>>>? decide = null)
    {
        var execution = commands.TryExecuteAsync(Stream, Account.Fold, decide ?? WithoutMoneyAsync, cancellationToken: Token);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        while (await Task.WhenAny(execution, Clock.Armed.WaitToReadAsync(done.Token).AsTask()) != execution)
        {
            while (Clock.Armed.TryRead(out var delay))
            {
                if (delay != Timeout)
                {
                    delays.Add(delay);
                    Clock.Advance(delay);
                }
            }
        }

        await done.CancelAsync();
        return await execution;
    }

    private async Task<IEnumerable<object>> WithoutMoneyAsync(DecisionContext<Account> context, CancellationToken cancellationToken)
    {
        await SomebodyPaysInAsync();
        return Account.Deposit(1);
    }
}
