using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.Tests.Resilience;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>Commands on a store in memory that holds an account with 100, by a clock that stands still.</summary>
public abstract class CommandTest : IAsyncDisposable
{
    private protected static readonly StreamId Stream = new("account-1");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IEventStore Store { get; } = new EventStoreBuilder().UseInMemory().MapEvents(SampleEvents.Map).ConfigureConflicts(Stock.Merge).Build();

    protected ManualTimeProvider Clock { get; } = new();

    private protected ListLogger<CommandExecutor> Log { get; } = new();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Store.DisposeAsync();
    }

    protected CommandExecutor Commands(Action<CommandOptions>? configure = null, IEventStore? store = null)
    {
        var options = new CommandOptions { Randomizer = () => 0.5 };
        configure?.Invoke(options);
        return new CommandExecutor(store ?? Store, options, Clock, Log);
    }

    /// <summary>Somebody else pays in.</summary>
    protected Task SomebodyPaysInAsync(decimal amount = 1) => Store.AppendAsync(Stream, ExpectedVersion.Any, new NewEvent(new Deposited(amount)));

    /// <summary>A decision on the way to which somebody else is always faster.</summary>
    protected async Task<IEnumerable<object>> AlwaysTooLateAsync(DecisionContext<Account> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await SomebodyPaysInAsync();
        return context.State.Withdraw(1);
    }

    protected Task<long> VersionAsync() => Store.GetStreamVersionAsync(Stream, Token);
}
