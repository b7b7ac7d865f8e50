using BenchmarkDotNet.Attributes;
using Npgsql;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>
/// Many callers of one process, each to one of 1,000 streams: each in a transaction of its own, on a floor where they share round trips, and on the store.
/// </summary>
public class AppendPostgreSqlTogether
{
    private const int Callers = 64;
    private const int Each = 50;

    private Server server = null!;
    private Floor floor = null!;
    private IEventStore store = null!;
    private int round;

    [GlobalSetup]
    public void Open()
    {
        server = Server.Start();
        floor = Floor.Open(server.DataSource, writers: 2);
        store = server.OpenStore();
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        floor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        server.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Callers * Each)]
    public Task Grouped() => TogetherAsync(floor.AppendTogetherAsync);

    [Benchmark(OperationsPerInvoke = Callers * Each)]
    public Task Store() => TogetherAsync(stream => store.AppendToStreamAsync(new StreamId(stream), ExpectedVersion.Any, PriceChanged.Batch(1)));

    /// <summary>The naive way: a pooled connection, and a statement for each step.</summary>
    [Benchmark(OperationsPerInvoke = Callers * Each)]
    public Task TransactionEach() => TogetherAsync(async stream =>
    {
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", stream);
        await RunAsync(connection, "INSERT INTO streams (name) VALUES ($1) ON CONFLICT DO NOTHING", stream);
        var head = await RunAsync(
            connection, "SELECT coalesce(max(version), 0) FROM events WHERE stream_id = (SELECT id FROM streams WHERE name = $1)", stream);
        await RunAsync(
            connection,
            "INSERT INTO events (transaction_id, stream_id, version, recorded_at, event_id, epoch, sequence, type_id, data) "
            + "VALUES (pg_current_xact_id(), (SELECT id FROM streams WHERE name = $1), $2, 0, $3, 1, 1, 1, $4)",
            stream, (long)head! + 1, Guid.CreateVersion7(), PriceChanged.Json);
        await transaction.CommitAsync();
    });

    private Task TogetherAsync(Func<string, Task> append)
    {
        var seed = Interlocked.Increment(ref round);
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random((seed * Callers) + caller);
            for (var i = 0; i < Each; i++)
            {
                await append($"stream-{random.Next(1_000)}");
            }
        })));
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }
}
