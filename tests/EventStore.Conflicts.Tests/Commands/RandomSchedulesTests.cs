using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>
/// Withdrawals that the registry would admit (they never conflict, it says) and that together overdraw the account: in random interleavings of everything they ask of the
/// store.
/// </summary>
public sealed class RandomSchedulesTests
{
    private const int Schedules = 10_000;

    private readonly IEventStore store = new EventStoreBuilder().UseInMemory().MapEvents(SampleEvents.Map)
        .ConfigureConflicts(rules => rules.For<Withdrawn>().NeverConflicts()).Build();

    [Fact]
    public Task No_schedule_overdraws_an_account() => WithoutContextAsync(async () =>
    {
        var (decidedAgain, refused, redelivered) = (0, 0, 0);
        for (var seed = 0; seed < Schedules; seed++)
        {
            var (balances, answers) = await RunAsync(seed, strategy: null);

            balances.Min().Should().BeGreaterThanOrEqualTo(0, "of seed {0} nothing is overdrawn", seed);
            balances.Count.Should().Be(1 + answers.Count(each => each.Result is { Outcome: CommandOutcome.Committed }), "of seed {0} nothing is lost or doubled", seed);
            answers.Count(each => each.Conflict is not null).Should().Be(0, "of seed {0} nobody is refused but for the balance", seed);
            answers[^1].IsSuccess.Should().Be(answers[0].IsSuccess, "of seed {0} both deliveries of a command get the same answer", seed);
            decidedAgain += answers.Count(each => each.Result?.Attempts > 1);
            refused += answers.Count(each => each.Invalid is not null);
            redelivered += answers.Count(each => each.Result is { Outcome: CommandOutcome.AlreadyAppended });
        }

        new[] { decidedAgain, refused, redelivered }.Should().OnlyContain(count => count > Schedules / 10, "the schedules really get into each other's way");
    });

    [Fact]
    public Task The_same_schedules_do_overdraw_where_only_the_registry_decides() => WithoutContextAsync(async () =>
    {
        var overdrawn = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            overdrawn += (await RunAsync(seed, ConflictStrategy.Merge)).Balances.Any(balance => balance < 0) ? 1 : 0;
        }

        overdrawn.Should().BeGreaterThan(10);
    });

    /// <summary>Two to four customers withdraw from an account with 100, each once, and one of them delivers the command twice.</summary>
    private async Task<(IReadOnlyList<decimal> Balances, CommandAnswer<Account>[] Answers)> RunAsync(int seed, ConflictStrategy? strategy)
    {
        var (random, steps) = (new Random(seed), new Interleaving(seed));
        var account = new StreamId($"account-{strategy}-{seed}");
        await store.AppendAsync(account, ExpectedVersion.NoStream, new NewEvent(new Deposited(100)));
        var commands = new SteppedStore(store, steps).Commands();
        var customers = Enumerable.Range(0, random.Next(2, 5)).Select(_ => (
            Amount: (decimal)random.Next(30, 80),
            Settings: new CommandSettings { Strategy = strategy, Seen = random.Next(2) == 0 ? 1 : null, CommandId = Guid.CreateVersion7() })).ToList();
        customers.Add(customers[0]);

        var answers = await steps.RunAsync(customers.Select(customer => new Func<Task<CommandAnswer<Account>>>(
            () => commands.TryExecuteAsync(account, Account.Fold, each => each.Withdraw(customer.Amount), customer.Settings, TestContext.Current.CancellationToken))));

        var state = Account.Fold.Initial;
        return ([.. (await store.ReadAsync(account)).Select(each => (state = Account.Fold.Evolve(state, each.Data!)).Balance)], answers);
    }

    /// <summary>Where the test runner has no say in which thread goes on.</summary>
    private static Task WithoutContextAsync(Func<Task> test) => Task.Run(test, TestContext.Current.CancellationToken);
}
