using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

public sealed class PgBouncerServerTests : ServerTest
{
    [Fact]
    public async Task All_clients_share_its_connections_a_transaction_at_a_time()
    {
        using var bouncer = Installed.StartPgBouncer(Installed.SharedServer, poolSize: 1);
        await using var clients = NpgsqlDataSource.Create(bouncer.ConnectionString);
        await using var first = await clients.OpenConnectionAsync(Token);
        await using var second = await clients.OpenConnectionAsync(Token);

        (await BackendAsync(first)).Should().Be(await BackendAsync(second));
    }

    [Fact]
    public void Nothing_is_left_of_it_when_it_is_disposed()
    {
        var bouncer = Installed.StartPgBouncer(Installed.SharedServer);
        ProcessesIn(bouncer.Folder).Should().HaveCount(2, "one is the shell that keeps it");

        bouncer.Dispose();

        Directory.Exists(bouncer.Folder).Should().BeFalse();
        ProcessesIn(bouncer.Folder).Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_was_killed_breaks_its_connections_and_starts_again_on_the_same_port()
    {
        using var bouncer = Installed.StartPgBouncer(Installed.SharedServer);
        await using var clients = NpgsqlDataSource.Create(bouncer.ConnectionString);
        await using var first = await clients.OpenConnectionAsync(Token);

        bouncer.Kill();
        await Assert.ThrowsAsync<NpgsqlException>(() => BackendAsync(first));
        bouncer.Start();

        await using var second = await clients.OpenConnectionAsync(Token);
        (await BackendAsync(second)).Should().BePositive();
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }
}
