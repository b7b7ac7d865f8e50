using Dapper;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// The names that a reader has come across. When the epoch moves they begin anew: a server that took over may have given a number again whose name was lost with the
/// one before. Safe for many threads.
/// </summary>
internal sealed class StoredNames
{
    private readonly Lock moving = new();
    private volatile NamesOfEpoch latest = new(0);

    /// <summary>Those of the latest epoch that was seen. What stands in an older one has the same names, as long as it is there.</summary>
    internal NamesOfEpoch Latest => latest;

    internal NamesOfEpoch From(long epoch)
    {
        lock (moving)
        {
            return latest.Epoch >= epoch ? latest : latest = new NamesOfEpoch(epoch);
        }
    }
}

/// <summary>Names that hold in an epoch, and in those before it. Safe for many threads.</summary>
internal sealed class NamesOfEpoch(long epoch)
{
    internal long Epoch { get; } = epoch;

    internal NamesByNumber<string> Types { get; } = new(name => name);

    internal NamesByNumber<StreamId> Streams { get; } = new(name => new StreamId(name));
}

/// <summary>The names of some numbers; those that are not known are asked for. Safe for many threads.</summary>
/// <param name="read">Makes of a name what is wanted.</param>
internal sealed class NamesByNumber<T>(Func<string, T> read)
{
    private readonly Names<long, T> known = new();

    internal bool TryGet(long number, out T name) => known.TryGet(number, out name);

    /// <summary>The names of those that have one.</summary>
    internal async Task<Dictionary<long, T>> OfAsync(NpgsqlConnection connection, string statement, IEnumerable<long> numbers)
    {
        var names = new Dictionary<long, T>();
        var unknown = new HashSet<long>();
        foreach (var number in numbers)
        {
            if (known.TryGet(number, out var name))
            {
                names[number] = name;
            }
            else
            {
                unknown.Add(number);
            }
        }

        if (unknown.Count > 0)
        {
            foreach (var (number, text) in await connection.QueryAsync<(long, string)>(statement, new { ids = unknown.ToArray() }).ConfigureAwait(false))
            {
                names[number] = read(text);
                known.Keep(number, names[number]);
            }
        }

        return names;
    }
}
