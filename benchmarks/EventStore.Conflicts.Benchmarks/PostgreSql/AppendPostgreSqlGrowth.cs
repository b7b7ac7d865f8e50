using System.Globalization;
using BenchmarkDotNet.Attributes;
using EventStore.Conflicts.PostgreSql;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>
/// An append of one event to one of 100,000 streams, in a store that is empty and in one that is not: it holds as many events as EVENTSTORE_BENCHMARK_EVENTS says, 100,000 by
/// default.
/// </summary>
public class AppendPostgreSqlGrowth
{
    private const int Streams = 100_000;

    private readonly Random random = new(1);
    private Server server = null!;
    private IEventStore small = null!;
    private IEventStore large = null!;

    [GlobalSetup]
    public void Fill()
    {
        server = Server.Start();
        small = Open("small");
        large = Open("large");
        large.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Any, PriceChanged.Batch(1)).GetAwaiter().GetResult();
        var events = int.Parse(Environment.GetEnvironmentVariable("EVENTSTORE_BENCHMARK_EVENTS") ?? "100000", CultureInfo.InvariantCulture);

        // Ids of events grow with time, as those do that the store gives; the positions are those of transactions that wrote ten events each.
        using var command = server.DataSource.CreateCommand($"""
            INSERT INTO large.streams (name) SELECT 'stream-' || i FROM generate_series(0, {Streams - 1}) i;
            INSERT INTO large.events (epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, data)
            SELECT 1, ((i / 10) % 100)::text::xid8, i / 1000 * 10 + i % 10, (SELECT min(id) + 1 FROM large.streams) + i % {Streams}, 1 + i / {Streams},
                (lpad(to_hex(i), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid, 1, 0, convert_to(repeat('x', 200), 'UTF8')
            FROM generate_series(0, {events - 1}) i;
            """);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
        using var analyze = server.DataSource.CreateCommand("VACUUM ANALYZE large.events");
        analyze.CommandTimeout = 0;
        analyze.ExecuteNonQuery();
    }

    [GlobalCleanup]
    public void Close()
    {
        small.Dispose();
        large.Dispose();
        server.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task Empty() => AppendAsync(small);

    [Benchmark]
    public Task Full() => AppendAsync(large);

    private IEventStore Open(string schema) => Stores.Configured().UsePostgreSql(server.DataSource, options => options.Schema = schema).Build();

    private Task<AppendResult> AppendAsync(IEventStore store) =>
        store.AppendToStreamAsync(new StreamId($"stream-{random.Next(Streams)}"), ExpectedVersion.Any, PriceChanged.Batch(1));
}
