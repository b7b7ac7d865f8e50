using EventStore.Conflicts.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>
/// Asks the store for the version of a stream, the cheapest read that goes to the engine, and shows the engine's figures where the container knows it.
/// </summary>
internal sealed class EventStoreHealthCheck(IEventStore store, IEventStorage? engine) : IHealthCheck
{
    private static readonly StreamId Asked = new("health-check");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.GetStreamVersionAsync(Asked, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            var figures = engine is null ? null : await engine.GetHealthFiguresAsync(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(data: figures);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The event store cannot be read: {exception.Message}", exception);
        }
    }
}
