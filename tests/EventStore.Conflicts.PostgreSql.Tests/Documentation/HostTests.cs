using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Documentation;

/// <summary>What docs/postgresql.md shows of a host, run in one.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task It_stores_events_and_leaves_the_data_source_open()
    {
        using var database = TemporaryDatabase.Create(Installed.SharedServer);
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);

        builder.Services.AddEventStore(store => store
            .UsePostgreSql(dataSource)
            .MapEvents(types => types.Map<OrderPlaced>("order-placed"))
            .ConfigureConflicts(rules => rules.For<OrderPlaced>().ConflictsWithItself())
            .AddRetries());

        using (var host = builder.Build())
        {
            var store = host.Services.GetRequiredService<IEventStore>();
            await store.AppendToStreamAsync(
                new StreamId("order-1"), ExpectedVersion.NoStream, [new NewEvent(new OrderPlaced("tea"))], cancellationToken: TestContext.Current.CancellationToken);
        }

        await using var count = dataSource.CreateCommand("SELECT data ->> 'sku' FROM eventstore.events_as_json WHERE stream = 'order-1'");
        (await count.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be("tea");
    }

    private sealed record OrderPlaced(string Sku);
}
