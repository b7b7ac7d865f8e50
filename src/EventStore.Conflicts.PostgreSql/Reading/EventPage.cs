using Dapper;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// The events of a page, while their rows come in. Nearly all of them are ready at once; what lacks a name that nobody asked for yet, or contents that were too
/// large to come with the rest, is completed at the end. Not safe for many threads.
/// </summary>
/// <param name="stream">The stream of all of them; null where they are of several.</param>
/// <param name="names">Numbers become names: most are known from before, and joining them to every row would cost more than reading it.</param>
internal sealed class EventPage(StreamId? stream, StoredNames names)
{
    /// <summary>A first page holds at most this many events.</summary>
    internal const int FirstCount = 1_000;

    // A page ends once it holds so many bytes. The smaller the events, the more of them fit: each page costs a round trip.
    private const int MaxBytes = 4 << 20;
    private const int MaxCount = 8 * FirstCount;

    /// <summary>Larger contents are left out of the rows at first, so what the server sends has a bound, too.</summary>
    internal const int MaxInline = MaxBytes / FirstCount;

    private readonly List<(int Index, EventRow Row)> incomplete = [];
    private NamesOfEpoch known = names.Latest; // taken before the rows are, so that what a server says that is lost stays with its epoch
    private long bytes;

    internal List<StoredEvent> Events { get; } = [];

    /// <summary>How many events the next page may hold, if they are as large as these.</summary>
    internal int NextCount => (int)Math.Clamp(MaxBytes * (long)Events.Count / Math.Max(1, bytes), FirstCount, MaxCount);

    /// <summary>False where the page is full without this row; a first row always fits.</summary>
    internal bool TryAdd(EventRow row)
    {
        bytes += row.Size;
        if (bytes > MaxBytes && Events.Count > 0)
        {
            return false;
        }

        if (row.Position.Epoch > known.Epoch)
        {
            known = names.From(row.Position.Epoch);
        }

        if (row.Data is not null && known.Types.TryGet(row.TypeId, out var type) && (stream is { } of || known.Streams.TryGet(row.StreamId, out of)))
        {
            Events.Add(row.ToEvent(of, type));
        }
        else
        {
            incomplete.Add((Events.Count, row));
            Events.Add(null!);
        }

        return true;
    }

    /// <summary>Asks for what is missing. Events and names never change, so it doesn't matter when.</summary>
    internal async Task CompleteAsync(NpgsqlConnection connection, SqlText sql)
    {
        if (incomplete.Count == 0)
        {
            return;
        }

        var types = await known.Types.OfAsync(connection, sql.TypesById, incomplete.Select(each => (long)each.Row.TypeId)).ConfigureAwait(false);
        var streams = stream is null ? await known.Streams.OfAsync(connection, sql.StreamsById, incomplete.Select(each => each.Row.StreamId)).ConfigureAwait(false) : [];
        var contents = await ReadContentsAsync(connection, sql).ConfigureAwait(false);
        foreach (var (index, row) in incomplete)
        {
            if (!types.TryGetValue(row.TypeId, out var type) || !(stream is { } of || streams.TryGetValue(row.StreamId, out of)))
            {
                throw new EventStoreUnusableException($"Event {row.Id} belongs to a stream or type that has no name: the database is damaged.");
            }

            Events[index] = (row.Data is null ? row with { Data = contents[row.Id].Data, Metadata = contents[row.Id].Metadata } : row).ToEvent(of, type);
        }
    }

    private async Task<Dictionary<Guid, (byte[] Data, byte[]? Metadata)>> ReadContentsAsync(NpgsqlConnection connection, SqlText sql)
    {
        var ids = incomplete.Where(each => each.Row.Data is null).Select(each => each.Row.Id).ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        var rows = await connection.QueryAsync<(Guid Id, byte[] Data, byte[]? Metadata)>(sql.ContentsById, new { ids }).ConfigureAwait(false);
        var found = rows.ToDictionary(each => each.Id, each => (each.Data, each.Metadata));
        return found.Count == ids.Length
            ? found
            : throw new EventStoreUnusableException($"Event {ids.First(id => !found.ContainsKey(id))} was there and is gone: somebody deletes events.");
    }
}
