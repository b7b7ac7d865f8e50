using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>A new, empty database, until it is disposed.</summary>
public sealed class TemporaryDatabase : IDisposable
{
    private readonly string server;
    private readonly string name = $"eventstore_{Guid.NewGuid():N}";

    private TemporaryDatabase(string server) => this.server = server;

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>Creates one on the server of <paramref name="connectionString"/>, whose user must be allowed to.</summary>
    public static TemporaryDatabase Create(string connectionString)
    {
        var database = new TemporaryDatabase(connectionString);
        database.Execute($"create database {database.name}");
        return database;
    }

    /// <summary>Removes it, whoever is connected.</summary>
    public void Dispose() => Execute($"drop database if exists {name} with (force)");

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
