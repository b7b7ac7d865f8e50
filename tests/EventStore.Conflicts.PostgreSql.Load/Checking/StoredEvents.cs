using System.Data;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Load.Checking;

/// <summary>What is in the tables, read without the engine.</summary>
internal static class StoredEvents
{
    /// <summary>All events in the order of their positions.</summary>
    internal static async IAsyncEnumerable<LoggedEvent> ReadAsync(Target target)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            SELECT e.event_id, s.name, e.version, e.epoch, e.transaction_id, e.sequence
            FROM {target.Schema}.events e JOIN {target.Schema}.streams s ON s.id = e.stream_id
            ORDER BY e.epoch, e.transaction_id, e.sequence
            """,
            connection);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        while (await reader.ReadAsync())
        {
            yield return new LoggedEvent(
                reader.GetGuid(0),
                new StreamId(reader.GetString(1)),
                reader.GetInt64(2),
                new GlobalPosition(reader.GetInt32(3), reader.GetFieldValue<ulong>(4), reader.GetInt32(5)));
        }
    }
}
