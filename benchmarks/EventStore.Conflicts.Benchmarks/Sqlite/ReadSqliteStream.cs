using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>A stream of 1,000 events, as bytes, among 99 others: whose events lie between its own, or after them.</summary>
[MemoryDiagnoser]
public class ReadSqliteStream
{
    private const int Streams = 100;
    private const int Events = 1_000;

    private TemporaryFolder folder = null!;
    private FloorReader floor = null!;
    private IEventStore store = null!;
    private int next;

    [Params(false, true)]
    public bool Contiguous { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        folder = new TemporaryFolder();
        var file = folder.File("store.db");
        FloorFill.Fill(file, Streams, Events, Contiguous);
        floor = FloorReader.Open(file);
        store = Stores.Sqlite(file);
    }

    [GlobalCleanup]
    public void Close()
    {
        floor.Dispose();
        store.Dispose();
        folder.Delete();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public int Floor() => floor.ReadStream(Next());

    [Benchmark(OperationsPerInvoke = Events)]
    public Task<int> Store() => store.ReadStreamAsync(new StreamId(Next())).CountBytesAsync();

    private string Next() => $"stream-{next++ % Streams}";
}
