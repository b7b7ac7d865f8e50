using EventStore.Conflicts;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an event store with a container.</summary>
public static class EventStoreServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="IEventStore"/> as a singleton, and with it its <see cref="IEventStorage"/>, its conflict registry, its event type map and a
    /// <see cref="CommandExecutor"/>. The configuration is checked here and now; a host opens the store when it starts, and the container disposes it. Every
    /// registered <see cref="IConflictObserver"/> is told of stale appends.
    /// </summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The configuration is wrong (what and where), or a store is registered already.</exception>
    public static IServiceCollection AddEventStore(this IServiceCollection services, Action<EventStoreBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(IEventStore)))
        {
            throw new EventStoreConfigurationException("An IEventStore is registered already; AddEventStore can be called once.");
        }

        var builder = new EventStoreBuilder(ownedByContainer: true);
        configure(builder);
        var setup = builder.Freeze();
        services.AddSingleton(setup.Types);
        services.AddSingleton(setup.Registry);
        services.AddSingleton(container => setup.OpenStorage(container));
        services.AddSingleton(container => setup.OpenStore(container.GetRequiredService<IEventStorage>(), container));
        services.AddSingleton(container => setup.OpenCommands(container.GetRequiredService<IEventStore>(), container));
        services.AddHostedService<EventStoreStarter>();
        return services;
    }

    /// <summary>Opens the store when the host starts, so that a file that cannot be used stops the host and not the first request.</summary>
    private sealed class EventStoreStarter(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IEventStore>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
