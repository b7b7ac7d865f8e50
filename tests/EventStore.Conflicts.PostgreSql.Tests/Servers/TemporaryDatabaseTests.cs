using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

public sealed class TemporaryDatabaseTests : ServerTest
{
    [Fact]
    public async Task It_is_there_until_it_is_disposed_even_while_somebody_is_connected()
    {
        var database = TemporaryDatabase.Create(Installed.SharedServer);
        await using var connected = new NpgsqlConnection(database.ConnectionString);
        await connected.OpenAsync(Token);
        var name = await QueryAsync<string>(database.ConnectionString, "select current_database()");

        database.Dispose();

        (await QueryAsync<bool>(Installed.SharedServer, $"select exists (select from pg_database where datname = '{name}')")).Should().BeFalse();
    }
}
