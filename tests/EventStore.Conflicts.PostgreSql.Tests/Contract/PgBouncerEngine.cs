using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Contract;

/// <summary>
/// A PgBouncer is in between, and each transaction may run on another of its few connections: nothing that belongs to a session can be relied on, such as a prepared
/// statement or a lock.
/// </summary>
public sealed class PgBouncerEngine : SchemaEngine
{
    private static readonly Lazy<NpgsqlDataSource> Shared = new(Start);

    protected override NpgsqlDataSource DataSource => Shared.Value;

    private static NpgsqlDataSource Start()
    {
        var bouncer = Installed.StartPgBouncer(Installed.SharedServer);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => bouncer.Dispose();
        return NpgsqlDataSource.Create(bouncer.ConnectionString);
    }
}
