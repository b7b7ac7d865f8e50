using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>An append of one event by a single caller, who has seen the head and waits for the commit; beside it the best single statement.</summary>
[MemoryDiagnoser]
public class AppendPostgreSql
{
    private Server server = null!;
    private Floor floor = null!;
    private IEventStore store = null!;
    private ExpectedVersion expected = ExpectedVersion.NoStream;
    private long version;

    [GlobalSetup]
    public void Open()
    {
        server = Server.Start();
        floor = Floor.Open(server.DataSource);
        store = server.OpenStore();
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        floor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        server.Dispose();
    }

    internal PgBench? FindPgBench() => PgBench.Find(server.ConnectionString);

    [Benchmark(Baseline = true)]
    public async Task Statement() => version = await floor.AppendAsync("catalog-1", version);

    [Benchmark]
    public async Task Store()
    {
        var result = await store.AppendToStreamAsync(Stores.Stream, expected, PriceChanged.Batch(1));
        expected = result.Next;
    }
}
