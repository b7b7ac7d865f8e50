using Dapper;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// The numbers of event type names. Names that are about to be written, or that a condition speaks of, get theirs in a transaction of their own before the
/// append, so that under the lock of a stream every name in question has one. Safe for many threads.
/// </summary>
internal sealed class EventTypeNames(NpgsqlDataSource dataSource, SqlText sql)
{
    private readonly Names<string, int> ids = new();

    /// <summary>The numbers of the names of some things, in their order; names that had none have one afterwards.</summary>
    internal ValueTask<int[]> IdsOfAsync<T>(IReadOnlyList<T> wanted, Func<T, string> nameOf)
    {
        var found = new int[wanted.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (!ids.TryGet(nameOf(wanted[i]), out found[i]))
            {
                return new ValueTask<int[]>(AssignAsync([.. wanted.Select(nameOf)]));
            }
        }

        return new ValueTask<int[]>(found);
    }

    private async Task<int[]> AssignAsync(string[] wanted)
    {
        var connection = await Connections.OpenAsync(dataSource, CancellationToken.None).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var names = wanted.Distinct(StringComparer.Ordinal).ToArray();
        var assigned = await FindAsync(connection, names).ConfigureAwait(false);
        if (assigned.Count < names.Length)
        {
            await connection.ExecuteAsync(sql.InsertTypes, new { names }).ConfigureAwait(false);
            assigned = await FindAsync(connection, names).ConfigureAwait(false);
        }

        foreach (var (name, id) in assigned)
        {
            ids.Keep(name, id);
        }

        return [.. wanted.Select(name => assigned[name])];
    }

    private async Task<Dictionary<string, int>> FindAsync(NpgsqlConnection connection, string[] names)
    {
        var found = await connection.QueryAsync<(int Id, string Name)>(sql.TypesByName, new { names }).ConfigureAwait(false);
        return found.ToDictionary(each => each.Name, each => each.Id, StringComparer.Ordinal);
    }
}
