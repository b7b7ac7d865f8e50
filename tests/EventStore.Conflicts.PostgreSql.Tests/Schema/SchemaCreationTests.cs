using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

public sealed class SchemaCreationTests(OwnServer own) : OwnServerTest(own)
{
    private const int Hosts = 20;

    [Fact]
    public async Task Of_many_hosts_that_start_at_once_one_creates_it_and_all_use_it()
    {
        using var gate = new Barrier(Hosts);
        var opening = Enumerable.Range(0, Hosts).Select(_ =>
        {
            var host = Connect();
            return Task.Factory.StartNew(
                () =>
                {
                    gate.SignalAndWait(Token);
                    return PostgreSqlEventStorage.Open(host, new PostgreSqlOptions { Schema = Schema });
                },
                Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }).ToArray();
        var stores = (await Task.WhenAll(opening)).Select(storage => OpenStore(Keep(storage))).ToArray();

        var results = await Task.WhenAll(stores.Select(store => store.AppendAsync(Stream, Any, ANote(), ARaise())));

        results.Select(each => each.Version).Order().Should().Equal(Enumerable.Range(1, Hosts).Select(number => 2L * number));
        (await QueryAsync<long>($"select count(*) from {Schema}.event_types")).Should().Be(2);
        (await QueryAsync<long>($"select count(*) from {Schema}.store")).Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_script_runs_as_it_is_and_makes_what_a_store_makes_by_itself(bool inPsql)
    {
        await OpenStorage().DisposeAsync();
        var made = await DescribeAsync();
        await ExecuteAsync($"drop schema {Schema} cascade");

        var script = PostgreSqlEventStorage.GetSchemaScript(Schema);
        await (inPsql ? ServerProgram.RunAsync("psql", Database, script, "--single-transaction", "-v", "ON_ERROR_STOP=1") : ExecuteAsync(script));

        made.Should().Contain($"CREATE TABLE {Schema}.events (");
        (await DescribeAsync()).Should().Equal(made);
        (await OpenStore().AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
    }

    [Fact]
    public async Task A_script_that_fails_half_way_leaves_nothing_behind()
    {
        await ExecuteAsync($"""
            create function public.refuse() returns event_trigger language plpgsql as 'begin raise exception ''not this one''; end';
            create event trigger refuse on ddl_command_end when tag in ('CREATE VIEW') execute function public.refuse();
            """);
        try
        {
            var opening = () => OpenStorage();
            opening.Should().Throw<EventStoreUnusableException>().WithMessage("*not this one*");
        }
        finally
        {
            await ExecuteAsync("drop event trigger refuse; drop function public.refuse()");
        }

        (await QueryAsync<bool>($"select to_regnamespace('{Schema}') is null")).Should().BeTrue();
        OpenStorage();
    }

    /// <summary>As a dump has it, but for what is different in every dump.</summary>
    private async Task<string[]> DescribeAsync() =>
        [.. (await ServerProgram.RunAsync("pg_dump", Database, "", $"--schema={Schema}", "--schema-only")).Split('\n').Where(line => !line.StartsWith('\\'))];
}
