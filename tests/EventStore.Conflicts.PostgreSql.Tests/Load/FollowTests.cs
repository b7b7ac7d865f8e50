using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Load;

public sealed class FollowTests : ServerTest, IDisposable
{
    private const string Schemas = "select coalesce(max(nspname)::text, '') from pg_namespace where nspname like 'load%'";

    private readonly TemporaryDatabase database = TemporaryDatabase.Create(Installed.SharedServer);

    [Fact]
    public async Task What_many_processes_were_told_is_there_once_and_in_order_and_the_follower_saw_just_that_and_nobody_was_in_a_deadlock()
    {
        using var program = Follow("--crossing", "0.5");
        await ExecuteAsync(database.ConnectionString, SlowInserts.In(await BeganAsync(program)));

        var (exitCode, output, error) = await program.EndAsync(Token);

        (exitCode, error).Should().Be((0, ""));
        output.Should().MatchRegex("^follow: [1-9][0-9,]* events by [1-9][0-9,]* appends in .*, [1-9][0-9,]* found in another stream; .* unknown and settled .*, read barrier at most [0-9.]+ s\n$");
        (await QueryAsync<string>(database.ConnectionString, Schemas)).Should().BeEmpty("nothing is left");
        (await DeadlocksAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_event_that_was_lost_meanwhile_is_missed()
    {
        using var program = Follow();
        var schema = await BeganAsync(program);
        await ExecuteAsync(database.ConnectionString, $"delete from {schema}.events where version = 1");

        var (exitCode, output, error) = await program.EndAsync(Token);

        exitCode.Should().Be(1);
        output.Should().StartWith("follow: ");
        error.Should().Contain("Not version 1: ").And.MatchRegex("\nfollow FAILED: [1-9][0-9,]* problems");
    }

    public void Dispose() => database.Dispose();

    private LoadProgram Follow(params string[] more) =>
        LoadProgram.Start(["follow", "--processes", "4", "--writers", "4", "--minutes", "0.05", "--postgres", database.ConnectionString, .. more]);

    /// <summary>A session tells what it counted at its end at the latest.</summary>
    private async Task<long> DeadlocksAsync()
    {
        await using var session = await Session.OpenAsync(database.ConnectionString);
        while (await session.QueryAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid())"))
        {
            await session.ExecuteAsync("select pg_sleep(0.01)");
        }

        return await session.QueryAsync<long>("select deadlocks from pg_stat_database where datname = current_database()");
    }

    /// <summary>The schema, once there are streams of more than one event.</summary>
    private async Task<string> BeganAsync(LoadProgram program)
    {
        var schema = "";
        while (schema.Length == 0 || !await QueryAsync<bool>(database.ConnectionString, $"select exists (select from {schema}.events where version = 2)"))
        {
            program.HasEnded.Should().BeFalse();
            await ExecuteAsync(database.ConnectionString, "select 1 from pg_sleep(0.02)");
            schema = await QueryAsync<string>(database.ConnectionString, Schemas);
        }

        return schema;
    }
}
