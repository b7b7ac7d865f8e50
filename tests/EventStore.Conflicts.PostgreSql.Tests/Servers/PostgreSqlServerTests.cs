using System.Globalization;
using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

public sealed class PostgreSqlServerTests : ServerTest
{
    [Fact]
    public async Task It_keeps_what_was_committed_when_it_is_killed_or_stopped_and_started_again()
    {
        using var server = Installed.StartServer();
        var address = server.ConnectionString;
        await ExecuteAsync(address, "create table kept (number int); insert into kept values (1)");

        server.Kill();
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(address, "select 1"));
        server.Start();
        await ExecuteAsync(address, "insert into kept values (2)");
        server.Stop();
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(address, "select 1"));
        server.Start();

        server.ConnectionString.Should().Be(address);
        (await QueryAsync<int[]>(address, "select array_agg(number order by number) from kept")).Should().Equal(1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_left_of_it_when_it_is_disposed(bool killed)
    {
        var server = Installed.StartServer();
        var memory = SharedMemoryOf(server);
        SharedMemory().Should().Contain(memory);
        ProcessesIn(server.Folder).Should().NotBeEmpty();

        if (killed)
        {
            server.Kill();
        }

        server.Dispose();
        server.Dispose();

        Directory.Exists(server.Folder).Should().BeFalse();
        ProcessesIn(server.Folder).Should().BeEmpty();
        SharedMemory().Should().NotContain(memory);
    }

    [Fact]
    public async Task It_commits_to_the_disk_unless_told_otherwise_and_takes_any_setting()
    {
        using var durable = Installed.StartServer(new());
        using var fast = Installed.StartServer(new()
        {
            Fsync = false,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_connections"] = "7", ["default_transaction_isolation"] = "serializable" },
        });

        (await QueryAsync<string>(durable.ConnectionString, "show fsync")).Should().Be("on");
        (await QueryAsync<string>(fast.ConnectionString, "show fsync")).Should().Be("off");
        (await QueryAsync<string>(fast.ConnectionString, "show max_connections")).Should().Be("7");
        (await QueryAsync<string>(fast.ConnectionString, "show transaction_isolation")).Should().Be("serializable");
    }

    [Fact]
    public void One_that_does_not_start_says_why()
    {
        Installed.NeedsPostgreSql();

        var starting = () => PostgreSqlServer.TryStart(new() { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["no_such"] = "it's" } });

        starting.Should().Throw<InvalidOperationException>().WithMessage("*unrecognized configuration parameter \"no_such\"*");
    }

    [Fact]
    public async Task Its_text_has_the_order_of_a_language_and_its_password_is_asked_for()
    {
        using var server = Installed.StartServer();

        (await QueryAsync<bool>(server.ConnectionString, "select 'a' < 'B'")).Should().BeTrue();
        var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guessed" }.ConnectionString;
        (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(stranger, "select 1"))).SqlState.Should().Be(PostgresErrorCodes.InvalidPassword);
    }

    private static int SharedMemoryOf(PostgreSqlServer server) => Number(File.ReadLines(Path.Combine(server.Folder, "data", "postmaster.pid")).ElementAt(6));

    private static IEnumerable<int> SharedMemory() => File.ReadLines("/proc/sysvipc/shm").Skip(1).Select(Number);

    private static int Number(string line) => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
