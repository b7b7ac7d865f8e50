using System.Text.Json;
using System.Text.Json.Serialization;
using EventStore.Conflicts.Appending;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Configuration;

/// <summary>
/// Puts an event store together: engine, event types, conflict rules, retries. Used by <c>services.AddEventStore(…)</c>, and by itself where there is
/// no container. Configure, build once; not safe for many threads. What is given twice is an <see cref="EventStoreConfigurationException"/>, and whatever is called
/// after it is built an <see cref="InvalidOperationException"/>.
/// </summary>
public sealed partial class EventStoreBuilder
{
    private readonly EventTypeMapBuilder types = new();
    private readonly ConflictRegistryBuilder conflicts = new();
    private Func<EngineServices, IEventStorage>? openStorage;
    private JsonSerializerOptions? json;
    private EventStoreLimits? limits;
    private RetryOptions? retries;
    private CommandOptions? commands;
    private TimeProvider? timeProvider;
    private ILoggerFactory? loggerFactory;
    private readonly bool ownedByContainer;
    private bool built;

    /// <summary>Begins a configuration.</summary>
    public EventStoreBuilder()
        : this(ownedByContainer: false)
    {
    }

    internal EventStoreBuilder(bool ownedByContainer) => this.ownedByContainer = ownedByContainer;

    /// <summary>Chooses the engine. Engines come with an extension method of their own, for example <c>UseSqlite</c>.</summary>
    /// <param name="open">Opens the engine; called once, when the store is built. The store owns what it returns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="open"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">An engine was chosen already.</exception>
    public EventStoreBuilder UseStorage(Func<EngineServices, IEventStorage> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        RefuseSecond(openStorage is not null, "An engine was");
        openStorage = open;
        return this;
    }

    /// <summary>Keeps events in the memory of the process, for tests and for trying things out.</summary>
    public EventStoreBuilder UseInMemory() => UseStorage(services => new InMemoryEventStorage(services.TimeProvider));

    /// <summary>Maps event types to the names they are stored under. Can be called several times.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    public EventStoreBuilder MapEvents(Action<EventTypeMapBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        RefuseWhenBuilt();
        map(types);
        return this;
    }

    /// <summary>Declares which events conflict with which. Can be called several times. Without it, everything conflicts with everything.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public EventStoreBuilder ConfigureConflicts(Action<ConflictRegistryBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        RefuseWhenBuilt();
        configure(conflicts);
        return this;
    }

    /// <summary>
    /// How event data is written and read: copied when the store is built. Where not given: camel case, by reflection
    /// (<see cref="JsonSerializerOptions.Web"/>). Names of properties are always read case-insensitively, so that a change of options doesn't silently read
    /// older events as empty.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public EventStoreBuilder UseJson(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RefuseSecond(json is not null, "JSON options were");
        json = options;
        return this;
    }

    /// <summary>Writes and reads event data by a source-generated context, which must know every mapped type.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public EventStoreBuilder UseJson(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return UseJson(context.Options);
    }

    /// <summary>Bounds on what one append may hold.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public EventStoreBuilder UseLimits(EventStoreLimits value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RefuseSecond(limits is not null, "Limits were");
        limits = value;
        return this;
    }

    /// <summary>Retries transient faults (<see cref="RetryingEventStore"/>).</summary>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds, or retries were added already.</exception>
    public EventStoreBuilder AddRetries(Action<RetryOptions>? configure = null)
    {
        RefuseSecond(retries is not null, "Retries were");
        var options = new RetryOptions();
        configure?.Invoke(options);
        retries = options.Validated();
        return this;
    }

    /// <summary>
    /// How commands are executed by the <see cref="CommandExecutor"/> that <c>AddEventStore</c> registers. Can be called several times. Without a container, give
    /// <see cref="CommandOptions"/> to the executor's constructor.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The builder doesn't belong to <c>AddEventStore</c>, so nobody would heed it.</exception>
    public EventStoreBuilder ConfigureCommands(Action<CommandOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        RefuseWhenBuilt();
        if (!ownedByContainer)
        {
            throw new InvalidOperationException(
                $"{nameof(ConfigureCommands)} is for AddEventStore, which registers an executor. Without a container, write new CommandExecutor(store, options).");
        }

        configure(commands ??= new CommandOptions());
        return this;
    }

    /// <summary>The clock of timestamps and delays. With a container, the container's where it has one.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public EventStoreBuilder UseTimeProvider(TimeProvider value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RefuseSecond(timeProvider is not null, "A clock was");
        timeProvider = value;
        return this;
    }

    /// <summary>Where to log. With a container, the container's where it has one.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public EventStoreBuilder UseLoggerFactory(ILoggerFactory value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RefuseSecond(loggerFactory is not null, "A logger factory was");
        loggerFactory = value;
        return this;
    }
}
