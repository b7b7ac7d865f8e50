using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>
/// A durable append of a single caller, who waits for each commit; beside it what the same rows cost without a store. Both grow the same stream of a file of
/// their own.
/// </summary>
[MemoryDiagnoser]
public class AppendSqlite
{
    private TemporaryFolder folder = null!;
    private IEventStore store = null!;
    private RawSqlite raw = null!;
    private ExpectedVersion expected;

    [Params(1, 10, 100)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Open()
    {
        folder = new TemporaryFolder();
        store = Stores.Sqlite(folder.File("store.db"));
        expected = ExpectedVersion.NoStream;
        raw = RawSqlite.Open(folder.File("raw.db"));
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        raw.Dispose();
        folder.Delete();
    }

    [Benchmark(Baseline = true)]
    public void Raw() => raw.Append(Events);

    [Benchmark]
    public async Task Store()
    {
        var result = await store.AppendToStreamAsync(Stores.Stream, expected, PriceChanged.Batch(Events));
        expected = result.Next;
    }
}
