using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Contract;

/// <summary>PostgreSQL with a schema of its own for each test: all tests share a server, a database and a few connections.</summary>
public abstract class SchemaEngine : ContractEngine
{
    private readonly string schema = $"contract_{Guid.NewGuid():N}";
    private NpgsqlDataSource? opened;

    /// <summary>The same for every test. Asking for it skips the test where there is no server.</summary>
    protected abstract NpgsqlDataSource DataSource { get; }

    protected sealed override IEventStorage Open(EngineServices services) =>
        PostgreSqlEventStorage.Open(opened = DataSource, new PostgreSqlOptions { Schema = schema }, services.TimeProvider);

    protected sealed override async ValueTask CleanUpAsync()
    {
        if (opened is not null)
        {
            await using var command = opened.CreateCommand($"drop schema if exists {schema} cascade");
            await command.ExecuteNonQueryAsync();
        }
    }
}
