using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// An engine under contract: opens a store of its own for each test. A decorator is an engine too: it overrides <see cref="Decorate"/>.
/// </summary>
public abstract class ContractEngine : IAsyncDisposable
{
    private readonly List<IEventStore> stores = [];
    private IEventStorage? storage;

    /// <summary>The clock of the timestamps.</summary>
    public SettableClock Clock { get; } = new();

    /// <summary>The engine's storage: fresh, and the same for all stores of one test.</summary>
    public IEventStorage Storage => storage ??= Open(new EngineServices(Clock, NullLoggerFactory.Instance));

    /// <summary>
    /// Builds a store over <see cref="Storage"/>. Calling it again gives another store with other rules or types over the same events, as
    /// after a new release of a host.
    /// </summary>
    public IEventStore OpenStore(Action<EventStoreBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new EventStoreBuilder().UseStorage(_ => Storage).UseTimeProvider(Clock);
        configure(builder);
        var store = Decorate(builder.Build());
        stores.Add(store);
        return store;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var store in stores)
            {
                await store.DisposeAsync();
            }

            if (storage is not null)
            {
                await storage.DisposeAsync();
            }
        }
        finally
        {
            await CleanUpAsync();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Opens a fresh, empty store; called once per test at most.</summary>
    protected abstract IEventStorage Open(EngineServices services);

    /// <summary>What the tests talk to instead of <paramref name="store"/>; owns it.</summary>
    protected virtual IEventStore Decorate(IEventStore store) => store;

    /// <summary>Removes what the engine leaves behind; called after everything is disposed.</summary>
    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;
}
