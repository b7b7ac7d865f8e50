using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventStore.Conflicts.Samples.Tests.Documentation;

/// <summary>What the README and docs/telemetry.md show of a host, run in one.</summary>
public sealed class HostTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private readonly HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);

    [Fact]
    public async Task It_stores_events_under_rules()
    {
        var path = folder.File("orders.db");

        builder.Services.AddEventStore(store => store
            .UseSqlite(path)
            .MapEvents(types => types.Map<OrderPlaced>("order-placed"))
            .ConfigureConflicts(rules => rules.For<OrderPlaced>().ConflictsWithItself())
            .AddRetries());

        using var host = builder.Build();
        await PlaceTwoAsync(host);
    }

    [Fact]
    public async Task It_tells_an_observer_and_asks_a_candidate()
    {
        var path = folder.File("observed.db");

        builder.Services.AddSingleton<IConflictObserver, RefusalCounter>();
        builder.Services.AddEventStore(store => store
            .UseSqlite(path)
            .MapEvents(types => types.Map<OrderPlaced>("order-placed"))
            .ConfigureConflicts(rules => rules.For<OrderPlaced>().ConflictsWithItself())
            .ConfigureShadowConflicts(rules => rules.For<OrderPlaced>().ConflictsWithItself().SameBy(order => order.Sku)));

        using var host = builder.Build();
        await PlaceTwoAsync(host);
        ((RefusalCounter)host.Services.GetRequiredService<IConflictObserver>()).Refused.Should().Be(1);
    }

    /// <summary>The second one is stale, and refused.</summary>
    private static async Task PlaceTwoAsync(IHost host)
    {
        await host.StartAsync(TestContext.Current.CancellationToken);
        var store = host.Services.GetRequiredService<IEventStore>();
        Task<AppendResult> PlaceAsync() => store.AppendToStreamAsync(
            new StreamId("order-1"), ExpectedVersion.Exactly(0), [new NewEvent(new OrderPlaced("tea"))], cancellationToken: TestContext.Current.CancellationToken);

        (await PlaceAsync()).Version.Should().Be(1);
        await ((Func<Task>)PlaceAsync).Should().ThrowAsync<StreamConflictException>();
    }
}
