using EventStore.Conflicts.Appending;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Telemetry;
using Microsoft.Extensions.DependencyInjection;
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
    internal IEventStorage OpenStorage(IServiceProvider? container = null) =>
        Open(new EngineServices(Time(container), Loggers(container), container))
        ?? throw new EventStoreConfigurationException("The function given to UseStorage returned no engine.");

    internal IEventStore OpenStore(IEventStorage storage, IServiceProvider? container = null)
    {
        var time = Time(container);
        var loggers = Loggers(container);
        RegistryLog.Warn(new UnfailingLogger(loggers.CreateLogger<ConflictRegistry>()), Registry.Warnings);
        var logger = new UnfailingLogger(loggers.CreateLogger<IEventStore>());
        IConflictObserver[] observers = [.. Observers.Union(container?.GetServices<IConflictObserver>() ?? [])];
        var reporting = new StaleAppendReporting(observers, Shadow, time, logger);
        var store = new ConflictAwareEventStore(storage, Serializer, Registry, Limits, time, reporting, new AppendTelemetry(time, logger));
        return Retries is null ? store : new RetryingEventStore(store, Retries, time, loggers.CreateLogger<RetryingEventStore>());
    }

    internal CommandExecutor OpenCommands(IEventStore store, IServiceProvider container) =>
        new(store, Commands, Time(container), Loggers(container).CreateLogger<CommandExecutor>());

    private TimeProvider Time(IServiceProvider? container) => TimeProvider ?? container?.GetService<TimeProvider>() ?? System.TimeProvider.System;

    private ILoggerFactory Loggers(IServiceProvider? container) => LoggerFactory ?? container?.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
}
