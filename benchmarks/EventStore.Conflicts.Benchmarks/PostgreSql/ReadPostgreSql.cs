using BenchmarkDotNet.Attributes;
using EventStore.Conflicts.PostgreSql;
using Npgsql;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>
/// Reading a stream of 1,000 events among 100 others, and the whole store of 100,000, as bytes; beside it a bare reader over the same rows.
/// </summary>
[MemoryDiagnoser]
public class ReadPostgreSql
{
    private const int Streams = 100;
    private const int EventsPerStream = 1_000;
    private const string Columns = "epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata";

    private Server server = null!;
    private PostgreSqlEventStorage storage = null!;
    private NpgsqlConnection connection = null!;
    private NpgsqlCommand stream = null!;
    private NpgsqlCommand all = null!;

    [GlobalSetup]
    public void Fill()
    {
        server = Server.Start();
        using (var store = server.OpenStore())
        {
            for (var i = 0; i < EventsPerStream; i += 10)
            {
                Task.WhenAll(Enumerable.Range(0, Streams).Select(each => store.AppendToStreamAsync(new StreamId($"stream-{each}"), ExpectedVersion.Any, PriceChanged.Batch(10))))
                    .GetAwaiter().GetResult();
            }
        }

        storage = PostgreSqlEventStorage.Open(server.DataSource);
        connection = server.DataSource.OpenConnection();
        stream = Prepare(
            $"SELECT {Columns} FROM eventstore.events WHERE stream_id = (SELECT id FROM eventstore.streams WHERE name = 'stream-7') ORDER BY version");
        all = Prepare($"SELECT {Columns} FROM eventstore.events ORDER BY epoch, transaction_id, sequence");
        using var analyze = server.DataSource.CreateCommand("VACUUM ANALYZE eventstore.events");
        analyze.ExecuteNonQuery();
    }

    [GlobalCleanup]
    public void Close()
    {
        connection.Dispose();
        storage.Dispose();
        server.Dispose();
    }

    [Benchmark(OperationsPerInvoke = EventsPerStream)]
    public Task StreamByReader() => ReadAsync(stream, EventsPerStream);

    [Benchmark(OperationsPerInvoke = EventsPerStream)]
    public async Task Stream() => Check(
        await storage.ReadStreamAsync(new StreamId("stream-7"), ReadDirection.Forwards, null, long.MaxValue, CancellationToken.None).CountAsync(), EventsPerStream);

    [Benchmark(OperationsPerInvoke = Streams * EventsPerStream)]
    public Task AllByReader() => ReadAsync(all, Streams * EventsPerStream);

    [Benchmark(OperationsPerInvoke = Streams * EventsPerStream)]
    public async Task All() => Check(
        await storage.ReadAllAsync(GlobalPosition.Start, long.MaxValue, CancellationToken.None).CountAsync(), Streams * EventsPerStream);

    private NpgsqlCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }

    private static async Task ReadAsync(NpgsqlCommand command, int expected)
    {
        var count = 0;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            count++;
        }

        Check(count, expected);
    }

    private static void Check(int count, int expected)
    {
        if (count != expected)
        {
            throw new InvalidOperationException($"{count} events were read instead of {expected}.");
        }
    }
}
