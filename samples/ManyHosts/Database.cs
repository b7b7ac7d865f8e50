using EventStore.Conflicts;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace ManyHosts;

/// <summary>The database that all hosts share: one that is given, where everything goes into a schema that is removed at the end, or one of a temporary server.</summary>
internal sealed class Database : IDisposable
{
    private const string Variable = "MANY_HOSTS";

    private readonly PostgreSqlServer? server;

    private Database(PostgreSqlServer? server, string connectionString, string schema)
    {
        this.server = server;
        ConnectionString = connectionString;
        Schema = schema;
    }

    internal string ConnectionString { get; }

    internal string Schema { get; }

    internal bool IsTemporary => server is not null;

    /// <summary>Null where none is given, and no server can be started.</summary>
    internal static Database? Open(string? connectionString)
    {
        var schema = $"many_hosts_{Guid.NewGuid():N}";
        return connectionString is not null ? new Database(server: null, connectionString, schema)
            : PostgreSqlServer.TryStart() is { } server ? new Database(server, server.ConnectionString, schema)
            : null;
    }

    /// <summary>The one that a host was started for.</summary>
    internal static Database OfThisProcess()
    {
        var parts = Environment.GetEnvironmentVariable(Variable)!.Split('\n', 2);
        return new Database(server: null, parts[1], parts[0]);
    }

    /// <summary>Tells a host. Not in its command line, which everybody can see.</summary>
    internal void PassTo(IDictionary<string, string?> environment) => environment[Variable] = $"{Schema}\n{ConnectionString}";

    /// <summary>The store, as every host opens it. The first one that does creates the schema.</summary>
    internal IEventStore OpenStore() => new EventStoreBuilder()
        .UsePostgreSql(ConnectionString, options => options.Schema = Schema)
        .MapEvents(types => types
            .Map<NoteAdded>("note-added")
            .Map<PriceRaised>("price-raised")
            .Map<DayClosed>("day-closed"))
        .ConfigureConflicts(rules =>
        {
            rules.For<NoteAdded>().NeverConflicts();
            rules.For<PriceRaised>().ConflictsWithItself();
        })
        .AddRetries()
        .Build();

    /// <summary>Removes the store and all that is in it.</summary>
    internal async Task RemoveStoreAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var drop = source.CreateCommand($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        await drop.ExecuteNonQueryAsync();
    }

    public void Dispose() => server?.Dispose();
}
