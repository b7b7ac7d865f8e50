using System.Net;
using EventStore.Conflicts.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventStore.Conflicts.AspNetCore.Tests;

public sealed class HealthCheckTests
{
    public static TheoryData<string> Engines => Server.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_store_that_can_be_read_is_healthy_and_one_that_cannot_is_not(string engine)
    {
        await using var server = await Server.StartAsync(engine);

        using var healthy = await server.SendAsync(HttpMethod.Get, "/health");
        (await healthy.ShouldBeAsync(HttpStatusCode.OK)).Should().Be("Healthy");
        await server.Store.DisposeAsync();
        using var unhealthy = await server.SendAsync(HttpMethod.Get, "/health");
        (await unhealthy.ShouldBeAsync(HttpStatusCode.ServiceUnavailable)).Should().Be("Unhealthy");
    }

    [Fact]
    public async Task The_report_says_why_and_what_the_host_wants_a_failure_to_be()
    {
        await using var services = Services(new EventStoreBuilder().UseInMemory().Build(), failureStatus: HealthStatus.Degraded);
        await services.GetRequiredService<IEventStore>().DisposeAsync();

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        var entry = report.Entries["event-store"];
        (entry.Status, entry.Description).Should().Be((HealthStatus.Degraded, $"The event store cannot be read: {entry.Exception!.Message}"));
    }

    [Fact]
    public async Task The_check_ends_with_its_token()
    {
        await using var services = Services(new EventStoreBuilder().UseInMemory().Build());
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancelled.Token));
    }

    private static ServiceProvider Services(IEventStore store, HealthStatus? failureStatus = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(store);
        services.AddHealthChecks().AddEventStore(failureStatus: failureStatus);
        return services.BuildServiceProvider();
    }
}
