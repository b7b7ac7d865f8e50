using System.Transactions;
using EventStore.Conflicts.ContractTests;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>The host has a transaction around its calls. What the store answers is committed all the same, and its reads see what is committed.</summary>
public sealed class TransactionScopeTests : StoreTest
{
    [Theory]
    [InlineData(IsolationLevel.Serializable)]
    [InlineData(IsolationLevel.ReadCommitted)]
    public async Task Appends_are_not_undone_with_it(IsolationLevel isolation)
    {
        var store = OpenStore();

        using (Begin(isolation))
        {
            var result = await store.AppendAsync(Stream, NoStream, ANote());
            await store.AppendAsync(Stream, Exactly(1), ARaise());

            (await store.ReadAsync(Stream)).Should().HaveCount(2);
            await store.WaitUntilVisibleAsync(result.Position!.Value, Token);
            (await store.ReadEverythingAsync()).Should().NotBeEmpty();
            Transaction.Current!.TransactionInformation.DistributedIdentifier.Should().BeEmpty();
        }

        (await store.ReadAsync(Stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Nor_is_the_schema()
    {
        IEventStore store;
        using (Begin(IsolationLevel.Serializable))
        {
            store = OpenStore();
        }

        (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
    }

    [Fact]
    public async Task What_the_host_does_in_it_is_its_own()
    {
        var host = Connect();
        var store = OpenStore(host: host);
        await ExecuteAsync($"create table {Schema}.orders (id int)");

        using (Begin(IsolationLevel.ReadCommitted))
        {
            await using (var command = host.CreateCommand($"insert into {Schema}.orders values (1)"))
            {
                await command.ExecuteNonQueryAsync(Token);
            }

            await store.AppendAsync(Stream, NoStream, ANote());
        }

        (await QueryAsync<long>($"select count(*) from {Schema}.orders")).Should().Be(0);
        (await store.GetStreamVersionAsync(Stream, Token)).Should().Be(1);
    }

    private static TransactionScope Begin(IsolationLevel isolation) => new(
        TransactionScopeOption.Required, new TransactionOptions { IsolationLevel = isolation }, TransactionScopeAsyncFlowOption.Enabled);
}
