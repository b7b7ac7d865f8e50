using EventStore.Conflicts.ContractTests;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>
/// A session forgets what was prepared in it, as when a pooler puts another session in its place. Here it is a trigger that makes it forget, after each append.
/// </summary>
public sealed class ForgottenStatementTests : StoreTest
{
    private const int Appends = 6;

    [Fact]
    public async Task Appends_go_on_without_prepared_statements()
    {
        var store = await OpenForgetfulAsync();

        for (var i = 1; i <= Appends; i++)
        {
            (await store.AppendAsync(Stream, Exactly(i - 1), ANote())).Version.Should().Be(i);
        }
    }

    [Fact]
    public async Task So_do_appends_that_share_a_flush()
    {
        var store = await OpenForgetfulAsync();

        for (var i = 1; i <= Appends; i++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => store.AppendAsync(new StreamId($"client-{number}"), Exactly(i - 1), ANote())));
            results.Should().OnlyContain(each => each.Version == i);
        }
    }

    [Fact]
    public async Task So_do_reads()
    {
        var host = Connect();
        var written = await OpenStore().AppendAsync(Stream, NoStream, ANote(), ANote());
        var store = OpenStore(host: host); // which has one connection, as it only reads, and only once at a time
        (await store.ReadAsync(Stream)).Should().HaveCount(2);
        await store.WaitUntilVisibleAsync(written.Position!.Value, Token);

        await using (var session = await host.OpenConnectionAsync(Token))
        {
            await using var command = new NpgsqlCommand("deallocate all", session);
            await command.ExecuteNonQueryAsync(Token);
        }

        (await store.ReadAsync(Stream)).Should().HaveCount(2);
        (await store.ReadEverythingAsync()).Should().HaveCount(2);
    }

    private async Task<IEventStore> OpenForgetfulAsync()
    {
        var store = OpenStore(options => options.MaxAppendConnections = 1);
        await ExecuteAsync($"""
            create function {Schema}.forget() returns trigger language plpgsql as 'begin execute ''deallocate all''; return null; end';
            create trigger forget after insert on {Schema}.events execute function {Schema}.forget();
            """);
        return store;
    }
}
