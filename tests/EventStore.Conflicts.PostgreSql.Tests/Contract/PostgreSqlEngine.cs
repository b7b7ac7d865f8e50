using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Contract;

public sealed class PostgreSqlEngine : SchemaEngine
{
    private static readonly Lazy<NpgsqlDataSource> Shared = new(() => NpgsqlDataSource.Create(Installed.SharedServer));

    protected override NpgsqlDataSource DataSource => Shared.Value;
}
