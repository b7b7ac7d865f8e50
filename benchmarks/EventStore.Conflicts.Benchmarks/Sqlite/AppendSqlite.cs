using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>A durable append of a single caller, who waits for each commit. Each grows the same stream of a file of its own.</summary>
[MemoryDiagnoser]
public class AppendSqlite
{
    private TemporaryFolder folder = null!;
    private Floor floor = null!;
    private NaiveSqlite naive = null!;
    private IEventStore store = null!;
    private ExpectedVersion expected = ExpectedVersion.NoStream;
    private long version;

    [Params(1, 10, 100)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Open()
    {
        folder = new TemporaryFolder();
        floor = Sqlite.Floor.Open(folder.File("floor.db"));
        naive = NaiveSqlite.Open(folder.File("naive.db"));
        store = Stores.Sqlite(folder.File("store.db"));
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        naive.Dispose();
        floor.Dispose();
        folder.Delete();
    }

    [Benchmark(Baseline = true)]
    public bool Floor()
    {
        var written = floor.Append("catalog-1", version, Events);
        version += Events;
        return written;
    }

    [Benchmark]
    public async Task Store() =>
        expected = (await store.AppendToStreamAsync(Stores.Stream, expected, SampleEvents.Raw(Events))).Next;

    [Benchmark]
    public void DapperTransaction() => naive.Append("catalog-1", Events);
}
