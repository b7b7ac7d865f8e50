using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>A store in a database of its own, reached through a PgBouncer that can be killed.</summary>
internal sealed class BouncerEngine : IAsyncDisposable
{
    private readonly TemporaryDatabase database;
    private readonly PgBouncerServer bouncer;
    private readonly NpgsqlDataSource dataSource;

    internal BouncerEngine()
    {
        database = TemporaryDatabase.Create(SharedServer.ConnectionString ?? throw new InvalidOperationException(SharedServer.Missing));
        bouncer = PgBouncerServer.TryStart(database.ConnectionString) ?? throw new InvalidOperationException(PgBouncerServer.Missing);
        dataSource = NpgsqlDataSource.Create(bouncer.ConnectionString);
        Storage = PostgreSqlEventStorage.Open(dataSource);
    }

    internal IEventStorage Storage { get; }

    /// <summary>Ends a session between the pooler and the server.</summary>
    internal Task EndSessionAsync() => PostgreSqlSessions.EndAsync(database.ConnectionString);

    /// <summary>Kills the pooler, and starts it again.</summary>
    internal Task KillAsync() => Task.Run(() =>
    {
        bouncer.Kill();
        bouncer.Start();
    });

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await dataSource.DisposeAsync();
        bouncer.Dispose();
        database.Dispose();
    }
}
