using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>What appends without a store: a prepared statement on a connection of its own, for one caller at a time or for many at once.</summary>
internal sealed class Floor : IAsyncDisposable
{
    private readonly Channel<(string Stream, TaskCompletionSource Done)> waiting = Channel.CreateUnbounded<(string, TaskCompletionSource)>();
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand one;
    private readonly Task[] writers;

    private Floor(NpgsqlDataSource dataSource, int writers)
    {
        connection = dataSource.OpenConnection();
        one = new NpgsqlCommand("SELECT floor_one($1, $2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Text }, new() { NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
        one.Prepare();
        this.writers = [.. Enumerable.Range(0, writers).Select(_ => Task.Run(() => WriteAsync(dataSource)))];
    }

    internal static Floor Open(NpgsqlDataSource dataSource, int writers = 0) => new(dataSource, writers);

    /// <summary>Appends for a single caller.</summary>
    internal async Task<long> AppendAsync(string stream, long expected)
    {
        (one.Parameters[0].Value, one.Parameters[1].Value, one.Parameters[2].Value) = (expected, stream, Guid.CreateVersion7());
        (one.Parameters[3].Value, one.Parameters[4].Value) = (0L, PriceChanged.Json);
        return (long)(await one.ExecuteScalarAsync())!;
    }

    /// <summary>Appends for one of many callers, who share a round trip.</summary>
    internal Task AppendTogetherAsync(string stream)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((stream, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await Task.WhenAll(writers);
        await one.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task WriteAsync(NpgsqlDataSource dataSource)
    {
        await using var own = await dataSource.OpenConnectionAsync();
        await using var many = new NpgsqlCommand("SELECT floor_many($1, $2, $3, $4, $5)", own)
        {
            Parameters =
            {
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid }, new() { NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        await many.PrepareAsync();
        while (await waiting.Reader.WaitToReadAsync())
        {
            var group = new List<(string Stream, TaskCompletionSource Done)>();
            while (group.Count < 200 && waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            if (group.Count == 0)
            {
                continue;
            }

            many.Parameters[0].Value = group.Select(_ => -1L).ToArray();
            many.Parameters[1].Value = group.Select(each => each.Stream).ToArray();
            many.Parameters[2].Value = group.Select(_ => Guid.CreateVersion7()).ToArray();
            many.Parameters[3].Value = 0L;
            many.Parameters[4].Value = group.Select(_ => PriceChanged.Json).ToArray();
            await many.ExecuteScalarAsync();
            group.ForEach(each => each.Done.SetResult());
        }
    }
}
