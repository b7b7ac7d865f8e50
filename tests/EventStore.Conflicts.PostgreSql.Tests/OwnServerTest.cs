using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests;

/// <summary>The schema is on a server that no other test uses at the same time.</summary>
[Collection(OwnServer.Name)]
public abstract class OwnServerTest(OwnServer own) : StoreTest
{
    protected PostgreSqlServer Server => own.Server;

    protected override string FindDatabase() => Server.ConnectionString;
}
