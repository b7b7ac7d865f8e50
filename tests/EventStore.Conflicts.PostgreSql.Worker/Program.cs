using EventStore.Conflicts;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;

// A process of its own for tests. With a connection string, a schema and a stream: opens the store, appends, and says the version. Without: starts a server, says where it is, and
// waits to be killed.
if (args is [var connectionString, var schema, var stream])
{
    await using var store = new EventStoreBuilder().UsePostgreSql(connectionString, options => options.Schema = schema).Build();
    NewEvent[] events = [NewEvent.Raw("opened", "{}"u8.ToArray()), NewEvent.Raw("used", "{}"u8.ToArray())];
    var result = await store.AppendToStreamAsync(new StreamId(stream), ExpectedVersion.Any, events);
    Console.WriteLine(result.Version);
}
else
{
    using var server = PostgreSqlServer.TryStart(new PostgreSqlServerOptions { Fsync = false });
    Console.WriteLine(server?.Folder);
    Console.WriteLine(server?.ConnectionString);
    Console.ReadLine();
}
