using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>Databases and roles whose settings a store cannot work with.</summary>
public sealed class WrongServerTests(OwnServer own) : RoleTest(own)
{
    [Fact]
    public async Task A_database_that_is_not_in_UTF8_is_refused()
    {
        await ExecuteAsync($"create database {Schema} encoding 'SQL_ASCII' template template0 locale_provider libc locale 'C'");
        try
        {
            var opening = () => OpenStorage(host: Connect(address => (address.Database, address.Pooling) = (Schema, false)));

            opening.Should().Throw<EventStoreUnusableException>().WithMessage("*encoding of the database is SQL_ASCII*UTF8*");
        }
        finally
        {
            await ExecuteAsync($"drop database {Schema} with (force)");
        }
    }

    [Theory]
    [InlineData("serializable")]
    [InlineData("repeatable read")]
    public async Task A_role_whose_transactions_would_not_see_what_they_waited_for_is_refused(string isolation)
    {
        await GrantAsync();
        await ExecuteAsync($"alter role {Role} set default_transaction_isolation = '{isolation}'");

        var opening = () => OpenStorage(host: ConnectAsRole());

        opening.Should().Throw<EventStoreUnusableException>().WithMessage($"*default_transaction_isolation is '{isolation}'*");
    }

    [Fact]
    public async Task So_is_an_append_where_it_was_set_later()
    {
        await GrantAsync();
        var host = ConnectAsRole();
        var store = OpenStore(host: host);
        await ExecuteAsync($"alter role {Role} set default_transaction_isolation = 'serializable'");
        host.Clear();

        var failure = await Assert.ThrowsAsync<EventStoreUnusableException>(() => store.AppendAsync(Stream, Any, ANote()));

        failure.Message.Should().Contain("read committed");
        (await QueryAsync<long>($"select count(*) from {Schema}.events")).Should().Be(0);
    }

    [Fact]
    public async Task Where_nothing_can_be_written_now_it_is_unavailable()
    {
        await GrantAsync();
        await ExecuteAsync($"alter role {Role} set default_transaction_read_only = on");
        var store = OpenStore(host: ConnectAsRole());

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync(Stream, Any, ANote()));

        (await store.ReadAsync(Stream)).Should().BeEmpty();
    }
}
