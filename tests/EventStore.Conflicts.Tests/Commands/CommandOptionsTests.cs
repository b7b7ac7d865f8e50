using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class CommandOptionsTests : CommandTest
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public void The_number_of_attempts_is_bounded(int attempts) => Refused(
        options => options.MaxAttempts = attempts, $"CommandOptions.MaxAttempts is {attempts}; it must be from 1 to 1,000.");

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void The_number_of_events_that_are_listed_is_bounded(int events) => Refused(
        options => options.MaxPassedOver = events, $"CommandOptions.MaxPassedOver is {events}; it must be from 0 to 10,000.");

    [Fact]
    public void Delays_and_the_timeout_are_bounded()
    {
        foreach (var delay in new[] { TimeSpan.Zero, TimeSpan.FromHours(1) + Tick })
        {
            Refused(options => options.MaxDelay = delay, $"CommandOptions.MaxDelay is {delay}; it must be more than 0 and at most an hour.");
        }

        foreach (var delay in new[] { -Tick, TimeSpan.FromSeconds(0.5) + Tick })
        {
            Refused(options => options.BaseDelay = delay, $"CommandOptions.BaseDelay is {delay}; it must be from 0 to MaxDelay (00:00:00.5000000).");
        }

        foreach (var timeout in new[] { TimeSpan.Zero, TimeSpan.FromDays(1) + Tick, Timeout.InfiniteTimeSpan })
        {
            Refused(options => options.Timeout = timeout, $"CommandOptions.Timeout is {timeout}; it must be more than 0 and at most a day.");
        }
    }

    [Fact]
    public void The_bounds_themselves_and_the_defaults_are_allowed()
    {
        foreach (var options in new CommandOptions?[]
        {
            null,
            new(),
            new() { MaxAttempts = 1, BaseDelay = TimeSpan.Zero, MaxDelay = Tick, Timeout = Tick, MaxPassedOver = 0 },
            new() { MaxAttempts = 1_000, BaseDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1), Timeout = TimeSpan.FromDays(1), MaxPassedOver = 10_000 },
        })
        {
            FluentActions.Invoking(() => new CommandExecutor(Store, options)).Should().NotThrow();
        }
    }

    [Fact]
    public async Task Options_are_copied()
    {
        CommandOptions options = null!;
        var commands = Commands(given => options = given);

        options.MaxAttempts = 0;
        options.UseStrategy<Withdrawn>(ConflictStrategy.Reject);
        var decide = CommandShortcuts.Meanwhile<Account>(() => SomebodyPaysInAsync(), _ => Account.Deposit(1));
        var execution = commands.ExecuteAsync(Stream, Account.Fold, decide, new CommandSettings { Command = new Withdrawn(1) }, Token);
        Clock.Advance(options.MaxDelay);

        (await execution).Attempts.Should().Be(2);
    }

    [Fact]
    public void There_is_no_executing_without_a_store() =>
        FluentActions.Invoking(() => new CommandExecutor(null!)).Should().Throw<ArgumentNullException>().WithParameterName("store");

    private void Refused(Action<CommandOptions> configure, string message) =>
        FluentActions.Invoking(() => Commands(configure)).Should().Throw<EventStoreConfigurationException>().WithMessage(message);
}
