using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>An append that is stale and admitted, because none of what its caller hasn't seen is on its list; beside it one that isn't stale.</summary>
public class AppendSqliteStale
{
    private TemporaryFolder folder = null!;
    private Floor floor = null!;
    private IEventStore store = null!;
    private long floorHead;
    private long head;

    [Params(1, 10, 100)]
    public int Behind { get; set; }

    [GlobalSetup]
    public void Open()
    {
        folder = new TemporaryFolder();
        floor = Floor.Open(folder.File("floor.db"));
        store = Stores.Sqlite(folder.File("store.db"));
        floorHead = floor.Append("catalog-1", seen: null, Behind) ? Behind : 0;
        head = store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Any, SampleEvents.Raw(Behind)).GetAwaiter().GetResult().Version;
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        floor.Dispose();
        folder.Delete();
    }

    [Benchmark]
    public bool FloorStale() => floor.Append("catalog-1", floorHead++ - Behind, events: 1);

    [Benchmark(Baseline = true)]
    public Task Fresh() => AppendAsync(behind: 0);

    [Benchmark]
    public Task Stale() => AppendAsync(Behind);

    private async Task AppendAsync(int behind) =>
        head = (await store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Exactly(head - behind), SampleEvents.Raw(1))).Version;
}
