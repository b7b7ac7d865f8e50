using System.Diagnostics;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

public sealed class SchemaCreationTests(OwnServer own) : OwnServerTest(own)
{
    private const int Processes = 20;

    [Fact]
    public async Task Of_many_processes_that_start_at_once_one_creates_it_and_all_use_it()
    {
        // Whoever creates the schema waits until all others want it, too.
        await ExecuteAsync("""
            create function public.wait() returns event_trigger language plpgsql as 'begin perform pg_advisory_xact_lock(20); end';
            create event trigger wait on ddl_command_end when tag in ('CREATE SCHEMA') execute function public.wait();
            """);
        await using var holder = await SessionAsync("begin; select pg_advisory_xact_lock(20)");
        var programs = Enumerable.Range(0, Processes).Select(_ => StartWorker()).ToArray();
        try
        {
            await UntilWaitingAsync(Processes);
            await holder.ExecuteAsync("commit");
            var versions = await Task.WhenAll(programs.Select(each => each.StandardOutput.ReadToEndAsync(Token)));

            versions.Should().BeEquivalentTo(Enumerable.Range(1, Processes).Select(number => $"{2 * number}{Environment.NewLine}"));
        }
        finally
        {
            foreach (var each in programs)
            {
                each.Kill();
                each.Dispose();
            }

            await ExecuteAsync("drop event trigger wait; drop function public.wait()");
        }

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

    private Process StartWorker()
    {
        var address = new NpgsqlConnectionStringBuilder(Database) { ApplicationName = Schema };
        string[] program = [Path.Combine(AppContext.BaseDirectory, "EventStore.Conflicts.PostgreSql.Worker.dll"), address.ConnectionString, Schema, Stream.Value];
        return Process.Start(new ProcessStartInfo("dotnet", program) { UseShellExecute = false, RedirectStandardOutput = true })!;
    }

    /// <summary>As a dump has it, but for what is different in every dump.</summary>
    private async Task<string[]> DescribeAsync() =>
        [.. (await ServerProgram.RunAsync("pg_dump", Database, "", $"--schema={Schema}", "--schema-only")).Split('\n').Where(line => !line.StartsWith('\\'))];
}
