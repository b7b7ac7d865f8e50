using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.Torture.Engines;

internal sealed class PostgreSqlEngine : Engine
{
    private readonly TemporaryDatabase database;
    private readonly NpgsqlDataSource dataSource;

    internal PostgreSqlEngine()
    {
        database = TemporaryDatabase.Create(SharedServer.ConnectionString ?? throw new InvalidOperationException(SharedServer.Missing));
        dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        Storage = PostgreSqlEventStorage.Open(dataSource);
    }

    public override IEventStorage Storage { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await dataSource.DisposeAsync();
        database.Dispose();
    }
}
