using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>The engine makes no difference to the figures.</summary>
public sealed class EnginesTests : ReplayTest
{
    private const string Rules = """
        {
          "W_*/COMPLETE": { "conflictsWith": ["*/COMPLETE"], "sameBy": "resource" },
          "O_*": { "neverConflicts": true }
        }
        """;

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, Rules)]
    public async Task Memory_SQLite_and_PostgreSQL_give_the_figures_of_a_count_made_in_another_way(int seed, string? rules)
    {
        using var database = TemporaryDatabase.Create(Installed.SharedServer);
        var rows = RandomLog.Rows(seed);
        var log = Folder.Write("log.csv", RandomLog.Text(rows));

        var inMemory = Numbers(await FiguresAsync(log, rules, store: []));

        inMemory[2..].Should().Equal(NaiveCount.Of(rows, Conflict));
        inMemory[3].Should().BePositive("a log without stale saves shows nothing");
        Numbers(await FiguresAsync(log, rules)).Should().Equal(inMemory);
        Numbers(await FiguresAsync(log, rules, ["--postgres", database.ConnectionString])).Should().Equal(inMemory);

        bool Conflict(string[] mine, string[] theirs) => rules is null || (RandomLog.IsWorkItem(mine)
            ? theirs[3] == "COMPLETE" && mine[4] == theirs[4]
            : mine[2] != "O_SENT");
    }

    [Fact]
    public async Task A_schema_of_its_own_holds_the_events_in_PostgreSQL_and_a_second_replay_is_refused()
    {
        using var database = TemporaryDatabase.Create(Installed.SharedServer);
        var (log, store) = (Folder.Write("log.csv", SmallLog.Text), (string[])["--postgres", database.ConnectionString]);
        await FiguresAsync(log, store: store);

        var second = await SampleProcess.RunAsync(Program, ["--log", log, .. store]);

        second.ShouldHaveFailedWith("holds the events of an earlier replay", "DROP SCHEMA eventstore_replay CASCADE");
        await using var server = NpgsqlDataSource.Create(database.ConnectionString);
        await using var count = server.CreateCommand("select count(*) from eventstore_replay.events");
        (await count.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be((long)SmallLog.Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("replay.db")]
    [InlineData("Host=127.0.0.1;Port=1;Password=secret")]
    public async Task A_database_that_cannot_be_is_refused(string connection)
    {
        var result = await SampleProcess.RunAsync(Program, "--log", Folder.Write("log.csv", SmallLog.Text), "--postgres", connection);

        result.ShouldHaveFailedWith("error: ");
        result.Error.Should().NotContain("secret");
    }
}
