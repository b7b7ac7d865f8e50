using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>Whatever goes wrong, nothing says the password.</summary>
public sealed class PasswordTests(OwnServer own) : RoleTest(own)
{
    private const string Secret = "5ecret";

    [Theory]
    [InlineData("Host=h;Password=5ecret;Nonsense=1")]
    [InlineData("Host=h;Password=5ecret;Port=abc")]
    [InlineData("Host=h;Password=5ecret;Port=99999999999")]
    [InlineData("Host=h;Password=5ecret;SSL Mode=5ecret")]
    [InlineData("Host=h;Password=5ecret;Maximum Pool Size=-1")]
    [InlineData("Host=h;Password='5ecret")]
    [InlineData("Host=;Password=5ecret")]
    [InlineData("Password=5ecret")]
    [InlineData("postgres://me:5ecret@h/db")]
    [InlineData("5ecret")]
    public void A_connection_string_that_cannot_be_read_is_refused_without_repeating_it(string connectionString)
    {
        var configuring = () => new EventStoreBuilder().UsePostgreSql(connectionString);

        configuring.Should().Throw<ArgumentException>().WithParameterName(nameof(connectionString)).And.ToString().Should().NotContain(Secret);
    }

    [Theory]
    [InlineData("Host=h;Password=5ecret;Multiplexing=true;Pooling=false")]
    [InlineData("Host=h;Password=5ecret;Minimum Pool Size=5;Maximum Pool Size=2")]
    public void Nor_is_one_whose_parts_do_not_fit_together(string connectionString)
    {
        var building = () => new EventStoreBuilder().UsePostgreSql(connectionString).Build();

        building.Should().Throw<Exception>().Which.ToString().Should().NotContain(Secret);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void None_at_all_is_refused(string? connectionString)
    {
        var configuring = () => new EventStoreBuilder().UsePostgreSql(connectionString!);

        configuring.Should().Throw<ArgumentException>().WithParameterName(nameof(connectionString));
    }

    [Fact]
    public async Task A_server_that_lets_nobody_in_with_it_makes_the_store_unusable()
    {
        await GrantAsync();
        foreach (var wrong in (Action<NpgsqlConnectionStringBuilder>[])[each => each.Password = Secret, each => each.Username = "nobody", each => each.Database = "nowhere"])
        {
            var opening = () => OpenStorage(host: ConnectAsRole(wrong));

            opening.Should().Throw<EventStoreUnusableException>().WithMessage("*does not let this connection in*").Which.ToString()
                .Should().NotContain(Secret).And.NotContain(Password);
        }
    }

    [Fact]
    public void What_the_hosts_provider_of_passwords_fails_with_is_no_part_of_the_message()
    {
        var builder = new NpgsqlDataSourceBuilder(Database);
        builder.ConnectionStringBuilder.Password = null;
        builder.UsePasswordProvider(_ => throw new InvalidOperationException(Secret), (_, _) => throw new InvalidOperationException(Secret));
        using var host = builder.Build();

        var opening = () => PostgreSqlEventStorage.Open(host);

        opening.Should().Throw<EventStoreUnavailableException>().WithMessage("*password provider*").Which.Message.Should().NotContain(Secret);
    }

    [Fact]
    public async Task No_failure_of_a_server_that_is_not_there_or_refuses_says_it()
    {
        await GrantAsync();
        var line = Keep(new BreakableLine(Server.Port));
        var port = line.Port;
        var store = OpenStore(host: ConnectAsRole(address => address.Port = port));
        await store.AppendAsync(Stream, NoStream, ANote());
        await ExecuteAsync($"revoke insert on {Schema}.events from {Role}");
        var failures = new List<Exception> { await Assert.ThrowsAsync<EventStoreUnusableException>(() => store.AppendAsync(Stream, Any, ANote())) };

        line.LoseNextRequest();
        failures.Add(await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(Stream, Any, ANote())));
        await line.DisposeAsync();
        failures.Add(await Assert.ThrowsAnyAsync<EventStoreException>(() => store.AppendAsync(Stream, Any, ANote())));
        failures.Add(await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync(Stream, Any, ANote())));
        failures.Add(await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.ReadAsync(Stream)));
        failures.Add(Assert.Throws<EventStoreUnavailableException>(() => OpenStorage(host: ConnectAsRole(address => address.Port = port))));

        failures.Should().OnlyContain(failure => !failure.ToString().Contains(Password));
    }
}
