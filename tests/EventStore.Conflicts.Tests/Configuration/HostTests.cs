using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventStore.Conflicts.Tests.Configuration;

public sealed class HostTests
{
    private readonly CountingStorage storage = new();

    [Fact]
    public async Task A_host_opens_the_store_when_it_starts_and_disposes_it_with_itself()
    {
        using (var host = Host(services => services.AddEventStore(store => store.UseStorage(storage.Open))))
        {
            storage.Openings.Should().BeEmpty();
            await host.StartAsync(TestContext.Current.CancellationToken);
            storage.Openings.Should().ContainSingle();
            await host.StopAsync(TestContext.Current.CancellationToken);
            (await storage.IsDisposedAsync()).Should().BeFalse("what still runs while the host stops may append");
        }

        (await storage.IsDisposedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_stops_the_host_and_not_the_first_request()
    {
        var damaged = new EventStoreUnusableException("not a database");
        using var host = Host(services => services.AddEventStore(store => store.UseStorage(_ => throw damaged)));

        (await host.Awaiting(each => each.StartAsync(TestContext.Current.CancellationToken)).Should().ThrowAsync<EventStoreUnusableException>())
            .Which.Should().BeSameAs(damaged);
    }

    private static IHost Host(Action<IServiceCollection> configure)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder.Services);
        return builder.Build();
    }
}
