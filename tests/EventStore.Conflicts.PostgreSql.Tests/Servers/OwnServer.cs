using EventStore.Conflicts.PostgreSql.Server;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>
/// One server for tests that take turns on it: they look at what belongs to a whole server, or harm it. Nobody else's transactions are there.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OwnServer : ICollectionFixture<OwnServer>, IDisposable
{
    public const string Name = "A server of their own";

    private readonly Lazy<PostgreSqlServer> server = new(() => Installed.StartServer(new()
    {
        Fsync = false,
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["autovacuum"] = "off", ["max_prepared_transactions"] = "2" },
    }));

    public PostgreSqlServer Server => server.Value;

    public void Dispose()
    {
        if (server.IsValueCreated)
        {
            server.Value.Dispose();
        }
    }
}
