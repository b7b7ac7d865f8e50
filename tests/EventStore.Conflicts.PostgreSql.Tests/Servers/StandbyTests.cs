using EventStore.Conflicts.PostgreSql.Server;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

public sealed class StandbyTests : ServerTest
{
    [Fact]
    public async Task A_synchronous_standby_has_all_that_was_committed_and_takes_over()
    {
        using var primary = Installed.StartServer();
        using var standby = primary.StartStandby(synchronous: true);
        await ExecuteAsync(primary.ConnectionString, "create table kept (number int); insert into kept values (1)");
        (await QueryAsync<bool>(standby.ConnectionString, "select pg_is_in_recovery()")).Should().BeTrue();

        primary.Kill();
        standby.Promote();

        await ExecuteAsync(standby.ConnectionString, "insert into kept values (2)");
        (await QueryAsync<int[]>(standby.ConnectionString, "select array_agg(number order by number) from kept")).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_commit_waits_while_the_synchronous_standby_is_down()
    {
        using var primary = Installed.StartServer();
        using var standby = primary.StartStandby(synchronous: true);
        standby.Stop();

        var commit = ExecuteAsync(primary.ConnectionString, "create table waiting ()");
        while (!await QueryAsync<bool>(primary.ConnectionString, "select exists (select from pg_stat_activity where wait_event = 'SyncRep')"))
        {
            await QueryAsync<object>(primary.ConnectionString, "select pg_sleep(0.02)");
        }

        commit.IsCompleted.Should().BeFalse();
        standby.Start();
        await commit;
    }

    [Fact]
    public async Task Any_other_standby_is_not_waited_for_and_gets_it_later()
    {
        using var primary = Installed.StartServer();
        using var standby = primary.StartStandby();
        standby.Kill();
        await ExecuteAsync(primary.ConnectionString, "create table later ()");

        standby.Start();

        while (!await QueryAsync<bool>(standby.ConnectionString, "select to_regclass('later') is not null"))
        {
            await QueryAsync<object>(standby.ConnectionString, "select pg_sleep(0.02)");
        }
    }
}
