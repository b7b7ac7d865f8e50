using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>What the log says of a server that may lose what it acknowledged. That of most of these tests neither waits for its disk nor has a standby.</summary>
public sealed class StartupWarningTests(OwnServer own) : OwnServerTest(own)
{
    private readonly RecordingLoggers log = new(LogLevel.Warning);

    [Fact]
    public async Task It_is_named_once_for_each_store_that_is_opened()
    {
        var store = OpenStore(Open(Connect()));
        await store.AppendAsync(Stream, NoStream, ANote());
        await store.ReadAsync(Stream);

        log.Lines.Should().ContainSingle().Which.Text.Should().Contain("fsync is off: ").And.Contain("synchronous_standby_names is empty: ").And.NotContain("synchronous_commit");
        Keep(new EventStoreBuilder().UsePostgreSql(Connect(), options => options.Schema = Schema).UseLoggerFactory(log).MapEvents(SampleEvents.Map).Build());
        log.Lines.Select(each => each.Text).Should().HaveCount(2).And.AllBeEquivalentTo(log.Lines.First().Text);
    }

    [Theory]
    [InlineData("off", true)]
    [InlineData("local", true)]
    [InlineData("remote_write", true)]
    [InlineData("on", false)]
    [InlineData("remote_apply", false)]
    public void A_commit_that_does_not_wait_long_enough_is_named(string commit, bool isNamed)
    {
        Open(Connect(address => address.Options = $"-c synchronous_commit={commit}"));

        log.Lines.Should().ContainSingle().Which.Text.Contains($"synchronous_commit is {commit}: ", StringComparison.Ordinal).Should().Be(isNamed);
    }

    [Fact]
    public async Task Nothing_is_said_of_one_that_promises_to_lose_nothing()
    {
        using var server = Installed.StartServer(new()
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["synchronous_standby_names"] = "a_standby" },
        });

        // There is no such standby, so whoever commits doesn't wait for it. Opening a store that is there writes nothing.
        await ExecuteAsync(server.ConnectionString, $"set synchronous_commit = local; {PostgreSqlEventStorage.GetSchemaScript(Schema)}");
        await using var host = NpgsqlDataSource.Create(server.ConnectionString);
        Open(host);

        log.Lines.Should().BeEmpty();
        await CloseAsync();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Resets_are_named_where_a_pooler_may_give_the_session_to_others(bool noReset, bool isNamed)
    {
        using var bouncer = Installed.StartPgBouncer(Database);
        await using var host = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(bouncer.ConnectionString) { NoResetOnClose = noReset }.ConnectionString);

        Open(host);

        log.Lines.Count(each => each.Text.Contains("No Reset On Close=true", StringComparison.Ordinal)).Should().Be(isNamed ? 1 : 0);
        await CloseAsync();
    }

    [Fact]
    public void Without_a_pooler_sessions_may_be_reset()
    {
        Open(Connect());

        log.Lines.Should().NotContain(each => each.Text.Contains("No Reset", StringComparison.Ordinal));
    }

    private PostgreSqlEventStorage Open(NpgsqlDataSource host) => Keep(PostgreSqlEventStorage.Open(host, new PostgreSqlOptions { Schema = Schema }, loggerFactory: log));
}
