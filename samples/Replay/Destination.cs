using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>Where the events go: a SQLite file, a PostgreSQL database, or memory, where they are forgotten. The figures are the same.</summary>
internal sealed record Destination(string? StoreFile, string? Connection)
{
    /// <summary>The schema in the PostgreSQL database.</summary>
    private const string Schema = "eventstore_replay";

    /// <summary>True where the events can be looked at afterwards.</summary>
    internal bool Keeps => StoreFile is not null || Connection is not null;

    /// <summary>What to do about events that are there already.</summary>
    internal string HoldsEvents => StoreFile is { } file
        ? $"{file} holds events already. Replay into a new file, so that the figures are this log's alone. If these events are only an earlier "
            + $"replay's, you can also remove {file} and what is left beside it of {file}-wal, {file}-shm and {file}-lease."
        : $"The schema {Schema} of the database holds the events of an earlier replay, and the figures are to be this log's alone. Remove it: "
            + $"DROP SCHEMA {Schema} CASCADE";

    /// <exception cref="ReplayException">It is no place for a store.</exception>
    internal EventStoreBuilder AddTo(EventStoreBuilder builder)
    {
        try
        {
            return (StoreFile, Connection) switch
            {
                ({ } file, _) => builder.UseSqlite(file),
                (_, { } connection) => builder.UsePostgreSql(connection, options => options.Schema = Schema),
                _ => builder.UseInMemory(),
            };
        }
        catch (ArgumentException problem)
        {
            throw new ReplayException($"The store can't be opened: {ReplayException.Reason(problem)}", problem);
        }
    }
}
