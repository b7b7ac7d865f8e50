using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.Samples.Tests.ManyHosts;

public sealed class ManyHostsTests
{
    private const string Program = "ManyHosts.dll";

    private static readonly string[] Story =
    [
        "Each host gets 200 messages from a queue, some at once: raise a price, add a note, always of the same 6 articles.",
        "Berlin was killed after 100 messages, with [1-8] more under way: nobody knows whether they are committed.",
        "Started again, it got these [1-8] once more: [0-8] were there, known by their ids, and [0-8] were not, and are now.",
        "host +appends +stale and admitted +decided again",
        "Amsterdam +200 +[0-9]+ +[0-9]+",
        "Berlin +200 +[0-9]+ +[0-9]+",
        "Cairo +200 +[0-9]+ +[0-9]+",
        "In [0-9.]+ s, with the killed host's pause.",
        "A reader followed the whole store meanwhile: 600 of 600 events, each once and in order.",
        "The prices were raised by 300 in all, by 300 messages of 1 each.",
    ];

    [Fact]
    public async Task It_starts_a_server_of_its_own_and_tells_how_the_hosts_got_on()
    {
        Installed.NeedsPostgreSql();

        ShouldTell(await SampleProcess.RunAsync(Program), "Three hosts and one database, on a temporary PostgreSQL server that is gone at the end.");
    }

    [Fact]
    public async Task In_a_given_database_it_leaves_nothing()
    {
        using var database = TemporaryDatabase.Create(Installed.SharedServer);

        var result = await SampleProcess.RunAsync(Program, "--postgres", database.ConnectionString);

        ShouldTell(result, "Three hosts and one database; the schema many_hosts_[0-9a-f]+ in it is gone at the end.");
        await using var server = NpgsqlDataSource.Create(database.ConnectionString);
        await using var count = server.CreateCommand("select count(*) from pg_namespace where nspname like 'many%'");
        (await count.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(0L);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Password=secret")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_database_that_cannot_be_is_refused(string connection)
    {
        var result = await SampleProcess.RunAsync(Program, "--postgres", connection);

        result.ExitCode.Should().Be(2);
        result.Error.Should().StartWith("error: ").And.NotContain("secret").And.NotContain("   at ");
    }

    [Theory]
    [InlineData("eventstore")]
    [InlineData("crm", "crm")]
    public async Task It_prints_the_script_of_the_schema(string schema, params string[] given)
    {
        var result = await SampleProcess.RunAsync(Program, ["script", .. given]);

        (result.ExitCode, result.Error).Should().Be((0, ""));
        result.Output.Should().Be(PostgreSqlEventStorage.GetSchemaScript(schema) + Environment.NewLine).And.Contain($"CREATE SCHEMA \"{schema}\";");
    }

    [Fact]
    public async Task A_schema_that_cannot_be_is_refused() =>
        (await SampleProcess.RunAsync(Program, "script", "Crm")).ShouldHaveFailedWith("error: 'Crm' cannot be the name of the schema");

    private static void ShouldTell(SampleResult result, string first)
    {
        (result.ExitCode, result.Error).Should().Be((0, ""));
        var lines = result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] expected = [first, .. Story];
        lines.Should().HaveSameCount(expected);
        foreach (var (line, pattern) in lines.Zip(expected))
        {
            line.Should().MatchRegex($"^{pattern}$");
        }
    }
}
