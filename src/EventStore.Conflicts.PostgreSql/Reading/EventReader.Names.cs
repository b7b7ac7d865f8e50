using Dapper;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <content>Numbers become names: most are known from before, and joining them to every row would cost more than reading it.</content>
internal sealed partial class EventReader
{
    private readonly Names<long, string> types = new();
    private readonly Names<long, string> streams = new();

    private async Task<List<StoredEvent>> WithNamesAsync(NpgsqlConnection connection, List<EventRow> rows, StreamId? stream)
    {
        var typeNames = await LookUpAsync(connection, types, rows, row => row.TypeId, sql.TypesById).ConfigureAwait(false);
        var streamNames = stream is null ? await LookUpAsync(connection, streams, rows, row => row.StreamId, sql.StreamsById).ConfigureAwait(false) : [];
        var events = new List<StoredEvent>(rows.Count);
        foreach (var row in rows)
        {
            if (!typeNames.TryGetValue(row.TypeId, out var type) || (stream is null && !streamNames.ContainsKey(row.StreamId)))
            {
                throw new EventStoreUnusableException($"Event {row.Id} belongs to a stream or type that has no name: the database is damaged.");
            }

            events.Add(row.ToEvent(stream ?? new StreamId(streamNames[row.StreamId]), type));
        }

        return events;
    }

    /// <summary>The names of the numbers in some rows; those that are not known are asked for at once.</summary>
    private static async Task<Dictionary<long, string>> LookUpAsync(
        NpgsqlConnection connection, Names<long, string> known, List<EventRow> rows, Func<EventRow, long> numberOf, string statement)
    {
        var names = new Dictionary<long, string>();
        var unknown = new HashSet<long>();
        foreach (var id in rows.Select(numberOf).Where(id => !names.ContainsKey(id)))
        {
            if (known.TryGet(id, out var name))
            {
                names.Add(id, name);
            }
            else
            {
                unknown.Add(id);
            }
        }

        if (unknown.Count > 0)
        {
            foreach (var (id, name) in await connection.QueryAsync<(long, string)>(statement, new { ids = unknown.ToArray() }).ConfigureAwait(false))
            {
                known.Keep(id, name);
                names.Add(id, name);
            }
        }

        return names;
    }
}
