using EventStore.Conflicts;
using EventStore.Conflicts.AspNetCore;
using EventStore.Conflicts.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what an event store needs over HTTP.</summary>
public static class EventStoreHttpExtensions
{
    /// <summary>
    /// Answers what the store throws with problem details (RFC 9457), wherever <c>app.UseExceptionHandler()</c> stands in the pipeline. Registers
    /// <see cref="EventDescriptions"/> too.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Called once, here and now.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">They are registered already.</exception>
    public static IServiceCollection AddEventStoreProblemDetails(this IServiceCollection services, Action<EventStoreProblemOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(EventDescriptions)))
        {
            throw new EventStoreConfigurationException("AddEventStoreProblemDetails can be called once.");
        }

        var options = new EventStoreProblemOptions();
        configure?.Invoke(options);
        services.AddSingleton(provider => new EventDescriptions(options.Describers, provider.GetRequiredService<ILogger<EventDescriptions>>()));
        services.AddSingleton(options);
        return services.AddProblemDetails().AddExceptionHandler<EventStoreExceptionHandler>();
    }

    /// <summary>
    /// Checks the <see cref="IEventStore"/> of the container by one cheap read. Where that fails, the reason is in the entry's description: not for strangers. It ends by
    /// <paramref name="timeout"/>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What a failure is; unhealthy where not given.</param>
    /// <param name="tags">To choose checks by.</param>
    /// <param name="timeout">After which it has failed; none where not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    public static IHealthChecksBuilder AddEventStore(
        this IHealthChecksBuilder builder,
        string name = "event-store",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, provider => new EventStoreHealthCheck(provider.GetRequiredService<IEventStore>(), provider.GetService<IEventStorage>()), failureStatus, tags, timeout));
    }
}
