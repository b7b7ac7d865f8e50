using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>
/// A server of its own for a benchmark, as durable as a server is by default, with a store in one schema and the floor in another. EVENTSTORE_POSTGRES
/// names another server.
/// </summary>
internal sealed class Server : IDisposable
{
    private readonly PostgreSqlServer? started;
    private readonly TemporaryDatabase database;

    private Server()
    {
        var given = Environment.GetEnvironmentVariable("EVENTSTORE_POSTGRES");
        started = given is null ? PostgreSqlServer.TryStart() ?? throw new InvalidOperationException(PostgreSqlServer.Missing) : null;
        database = TemporaryDatabase.Create(given ?? started!.ConnectionString);
        DataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { SearchPath = "floor,public", MaxPoolSize = 100 });
        using var stream = typeof(Server).Assembly.GetManifestResourceStream("floor.sql")!;
        using var reader = new StreamReader(stream);
        using var command = DataSource.CreateCommand($"{PostgreSqlEventStorage.GetSchemaScript("floor")}; SET search_path = floor; {reader.ReadToEnd()}");
        command.ExecuteNonQuery();
    }

    internal NpgsqlDataSource DataSource { get; }

    internal string ConnectionString => database.ConnectionString;

    internal static Server Start() => new();

    internal IEventStore OpenStore() => Stores.Configured().UsePostgreSql(DataSource).Build();

    public void Dispose()
    {
        DataSource.Dispose();
        database.Dispose();
        started?.Dispose();
    }
}
