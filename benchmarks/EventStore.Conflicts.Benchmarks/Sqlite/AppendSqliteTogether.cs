using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>Many callers, whose appends of one event share commits; their latencies are printed after each.</summary>
public class AppendSqliteTogether
{
    private TemporaryFolder folder = null!;
    private Callers callers = null!;
    private StreamId[] streams = null!;
    private FloorWriter floor = null!;
    private NaiveSqlite naive = null!;
    private IEventStore store = null!;

    [Params(8, 64, 256)]
    public int Count { get; set; }

    [Params(1_000, 20_000)]
    public int Streams { get; set; }

    [GlobalSetup]
    public void Open()
    {
        folder = new TemporaryFolder();
        callers = new Callers(Count, Streams);
        streams = [.. callers.Names.Select(name => new StreamId(name))];
        floor = FloorWriter.Open(folder.File("floor.db"));
        naive = NaiveSqlite.Open(folder.File("naive.db"));
        store = Stores.Sqlite(folder.File("store.db"));
    }

    [GlobalCleanup]
    public void Close()
    {
        callers.PrintLatencies();
        store.Dispose();
        naive.Dispose();
        floor.Dispose();
        folder.Delete();
    }

    // A call is what all callers do in it: 50 appends each.
    [Benchmark(Baseline = true)]
    public Task FloorGrouped() => callers.AppendAsync(stream => floor.AppendAsync(callers.Names[stream]));

    [Benchmark]
    public Task Store() => callers.AppendAsync(stream => store.AppendToStreamAsync(streams[stream], ExpectedVersion.Any, SampleEvents.Raw(1)));

    [Benchmark]
    public Task DapperTransactionEach() => callers.AppendAsync(stream =>
    {
        naive.Append(callers.Names[stream]);
        return Task.CompletedTask;
    });
}
