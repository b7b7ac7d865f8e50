using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>Whose the connections are.</summary>
public sealed class DataSourceTests : StoreTest
{
    private const int Minute = 60_000;

    [Fact(Timeout = Minute)]
    public async Task A_store_that_made_its_data_source_closes_it()
    {
        await using (var store = Build(address => { }))
        {
            await store.AppendAsync(Stream, NoStream, ANote());
            (await store.ReadAsync(Stream)).Should().ContainSingle();
            (await SessionsAsync()).Should().BePositive();
        }

        await UntilAsync($"select count(*) = 0 from pg_stat_activity where application_name = '{Schema}'");
    }

    [Fact(Timeout = Minute)]
    public async Task So_does_one_that_could_not_be_opened()
    {
        await ExecuteAsync($"create schema {Schema}; create table {Schema}.orders (id int)");

        var opening = () => Build(address => { });

        opening.Should().Throw<EventStoreUnusableException>();
        await UntilAsync($"select count(*) = 0 from pg_stat_activity where application_name = '{Schema}'");
    }

    [Fact]
    public async Task Of_several_hosts_the_one_that_can_be_written_to_is_used()
    {
        await using var store = Build(address => address.Host = $"127.0.0.1:1,{address.Host}:{address.Port}");

        (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
        (await store.ReadAsync(Stream)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_data_source_of_the_hosts_stays_open_and_gets_all_its_connections_back()
    {
        const int Connections = 6;
        await using var host = Connect(address => address.MaxPoolSize = Connections);
        var store = new EventStoreBuilder().UsePostgreSql(host, options => options.Schema = Schema).MapEvents(SampleEvents.Map).Build();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => store.AppendAsync(new StreamId($"client-{number}"), Any, ANote())));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => store.ReadAsync(new StreamId($"client-{number}"))));

        await store.DisposeAsync();

        await EveryConnectionIsBackAsync(host, Connections);
    }

    [Fact]
    public async Task That_of_a_container_is_taken_from_it_and_stays_open()
    {
        const int Connections = 6;
        await using var services = Contain(container => container.GetRequiredService<NpgsqlDataSource>(), Connections);
        var store = services.GetRequiredService<IEventStore>();
        await store.AppendAsync(Stream, NoStream, ANote());

        await store.DisposeAsync();

        await EveryConnectionIsBackAsync(services.GetRequiredService<NpgsqlDataSource>(), Connections);
        (await OpenStore().ReadAsync(Stream)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_container_without_it_says_what_is_missing_and_opens_later()
    {
        NpgsqlDataSource? registered = null;
        await using var services = Contain(_ => registered!);

        var opening = () => services.GetRequiredService<IEventStore>();
        opening.Should().Throw<EventStoreConfigurationException>().WithMessage("*UsePostgreSql*no data source*");
        registered = services.GetRequiredService<NpgsqlDataSource>();

        await opening().AppendAsync(Stream, NoStream, ANote());
    }

    [Fact]
    public void Without_a_container_none_can_be_taken_from_it()
    {
        var builder = new EventStoreBuilder().UsePostgreSql(services => services.GetRequiredService<NpgsqlDataSource>());

        builder.Invoking(each => each.Build()).Should().Throw<EventStoreConfigurationException>().WithMessage("*container*AddEventStore*");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void One_that_would_leave_nothing_to_read_with_is_refused(int connections)
    {
        var opening = () => OpenStorage(host: Connect(address => address.MaxPoolSize = connections));

        opening.Should().Throw<EventStoreConfigurationException>().WithMessage($"*MaxAppendConnections*Maximum Pool Size of {connections}*");
    }

    [Fact]
    public void One_without_a_pool_has_no_such_bound() => OpenStorage(host: Connect(address => (address.Pooling, address.MaxPoolSize) = (false, 1)));

    private ServiceProvider Contain(Func<IServiceProvider, NpgsqlDataSource> take, int connections = 10) => new ServiceCollection()
        .AddSingleton(_ => Connect(address => address.MaxPoolSize = connections))
        .AddEventStore(store => store.UsePostgreSql(take, options => options.Schema = Schema).MapEvents(SampleEvents.Map))
        .BuildServiceProvider(validateScopes: true);

    private IEventStore Build(Action<NpgsqlConnectionStringBuilder> change)
    {
        var address = new NpgsqlConnectionStringBuilder(Database) { ApplicationName = Schema };
        change(address);
        return new EventStoreBuilder().UsePostgreSql(address.ConnectionString, options => options.Schema = Schema).MapEvents(SampleEvents.Map).Build();
    }

    private Task<long> SessionsAsync() => QueryAsync<long>($"select count(*) from pg_stat_activity where application_name = '{Schema}'");
}
