using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>A store is disposed while many read, and wait for each other's connections: each read gives all there is or says so, and no connection stays behind.</summary>
public sealed class DisposedReadsTests : StoreTest
{
    private const int Minute = 60_000;
    private const int Rounds = 5;
    private const int Readers = 50;
    private const int Connections = 5;
    private const int Events = 3;

    [Fact(Timeout = Minute)]
    public async Task A_store_that_made_its_data_source_closes_it_after_the_last_read()
    {
        var address = await WriteAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var store = Build(builder => builder.UsePostgreSql(address, options => options.Schema = Schema));
            var reads = BeginReading(store);

            await store.DisposeAsync();

            await reads;
        }

        await UntilAsync($"select count(*) = 0 from pg_stat_activity where application_name = '{Schema}'");
    }

    [Fact(Timeout = Minute)]
    public async Task A_host_can_close_its_data_source_as_soon_as_the_store_is_disposed()
    {
        var address = await WriteAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var host = NpgsqlDataSource.Create(address);
            var store = Build(builder => builder.UsePostgreSql(host, options => options.Schema = Schema));
            var reads = BeginReading(store);

            await store.DisposeAsync();
            await host.DisposeAsync();

            await reads;
        }

        await UntilAsync($"select count(*) = 0 from pg_stat_activity where application_name = '{Schema}'");
    }

    /// <summary>Writes what is read, and gives the address for all further stores.</summary>
    private async Task<string> WriteAsync()
    {
        await OpenStore().AppendAsync(Stream, NoStream, Notes(Events));
        await CloseAsync();
        return new NpgsqlConnectionStringBuilder(Database) { ApplicationName = Schema, MaxPoolSize = Connections }.ConnectionString;
    }

    private static IEventStore Build(Func<EventStoreBuilder, EventStoreBuilder> use) => use(new EventStoreBuilder()).MapEvents(SampleEvents.Map).Build();

    /// <summary>Returns when everybody's first read is under way, with what goes on until the store is disposed.</summary>
    private static Task BeginReading(IEventStore store) => Task.WhenAll([.. Enumerable.Range(0, Readers).Select(reader => ReadUntilDisposedAsync(store, reader))]);

    private static async Task ReadUntilDisposedAsync(IEventStore store, int reader)
    {
        try
        {
            while (true)
            {
                await ReadAsync(store, reader);
            }
        }
        catch (ObjectDisposedException)
        {
            // The store, at the beginning of a read.
        }
    }

    private static async Task ReadAsync(IEventStore store, int reader)
    {
        switch (reader % 3)
        {
            case 0:
                (await store.ReadAsync(Stream)).Should().HaveCount(Events);
                break;
            case 1:
                (await store.GetStreamVersionAsync(Stream, Token)).Should().Be(Events);
                break;
            default:
                (await store.ListStreamsAsync(cancellationToken: Token)).Streams.Should().ContainSingle();
                break;
        }
    }
}
