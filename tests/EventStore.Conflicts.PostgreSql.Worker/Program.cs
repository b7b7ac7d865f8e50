using EventStore.Conflicts.PostgreSql.Server;

// Starts a server, says where it is, and waits to be killed.
using var server = PostgreSqlServer.TryStart(new PostgreSqlServerOptions { Fsync = false });
Console.WriteLine(server?.Folder);
Console.WriteLine(server?.ConnectionString);
Console.ReadLine();
