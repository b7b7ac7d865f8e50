using Dapper;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>The names that a reader has come across. Safe for many threads.</summary>
internal sealed class StoredNames
{
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
