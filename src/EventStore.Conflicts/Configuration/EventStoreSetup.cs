using EventStore.Conflicts.Appending;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventStore.Conflicts.Configuration;

/// <summary>A checked, frozen configuration: opens the engine and layers the store over it. What was configured beats what a container offers.</summary>
internal sealed record EventStoreSetup(
    Func<EngineServices, IEventStorage> Open,
    EventTypeMap Types,
    ConflictRegistry Registry,
    ConflictRegistry? Shadow,
    IReadOnlyList<IConflictObserver> Observers,
    EventSerializer Serializer,
    EventStoreLimits Limits,
    RetryOptions? Retries,
    CommandOptions? Commands,
    TimeProvider? TimeProvider,
    ILoggerFactory? LoggerFactory)
{
    internal IEventStorage OpenStorage(TimeProvider? offeredTime = null, ILoggerFactory? offeredLoggers = null) =>
        Open(new EngineServices(Time(offeredTime), Loggers(offeredLoggers)))
        ?? throw new EventStoreConfigurationException("The function given to UseStorage returned no engine.");

    internal IEventStore OpenStore(
        IEventStorage storage,
        TimeProvider? offeredTime = null,
        ILoggerFactory? offeredLoggers = null,
        IEnumerable<IConflictObserver>? offeredObservers = null)
    {
        var time = Time(offeredTime);
        var loggers = Loggers(offeredLoggers);
        RegistryLog.Warn(new UnfailingLogger(loggers.CreateLogger<ConflictRegistry>()), Registry.Warnings);
        var logger = new UnfailingLogger(loggers.CreateLogger<IEventStore>());
        IConflictObserver[] observers = [.. Observers.Union(offeredObservers ?? [])];
        var reporting = new StaleAppendReporting(observers, Shadow, time, logger);
        var store = new ConflictAwareEventStore(storage, Serializer, Registry, Limits, time, reporting, new AppendTelemetry(time, logger));
        return Retries is null ? store : new RetryingEventStore(store, Retries, time, loggers.CreateLogger<RetryingEventStore>());
    }

    internal CommandExecutor OpenCommands(IEventStore store, TimeProvider? offeredTime = null, ILoggerFactory? offeredLoggers = null) =>
        new(store, Commands, Time(offeredTime), Loggers(offeredLoggers).CreateLogger<CommandExecutor>());

    private TimeProvider Time(TimeProvider? offered) => TimeProvider ?? offered ?? System.TimeProvider.System;

    private ILoggerFactory Loggers(ILoggerFactory? offered) => LoggerFactory ?? offered ?? NullLoggerFactory.Instance;
}
