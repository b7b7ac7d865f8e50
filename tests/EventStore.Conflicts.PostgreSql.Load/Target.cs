using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>Which store a run is about: a schema of its own in a database.</summary>
internal sealed record Target(string ConnectionString, string Schema)
{
    private const string Variable = "EVENTSTORE_LOAD";

    /// <summary>A new one. Its sessions are known by their application name, which is that of the schema.</summary>
    internal static Target In(string connectionString)
    {
        var schema = $"load_{Guid.NewGuid():N}";
        return new Target(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = schema }.ConnectionString, schema);
    }

    /// <summary>The one that the process was started for. By the environment, because everybody can see a command line, and there is a password in it.</summary>
    internal static Target OfThisProcess()
    {
        var parts = Environment.GetEnvironmentVariable(Variable)?.Split('\n', 2)
            ?? throw new InvalidOperationException("This command is for the processes that a run starts.");
        return new Target(parts[1], parts[0]);
    }

    /// <summary>Tells a process that is about to start.</summary>
    internal void PassTo(IDictionary<string, string?> environment) => environment[Variable] = $"{Schema}\n{ConnectionString}";
}
