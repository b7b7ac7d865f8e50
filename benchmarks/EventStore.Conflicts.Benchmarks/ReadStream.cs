using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>Reading a stream of a thousand events, from its first to its last; beside it what the same rows cost without a store.</summary>
[MemoryDiagnoser]
public class ReadStream
{
    private const int Events = 1_000;

    private TemporaryFolder folder = null!;
    private IEventStore memory = null!;
    private IEventStore sqlite = null!;
    private RawSqlite raw = null!;

    [GlobalSetup]
    public void Fill()
    {
        folder = new TemporaryFolder();
        memory = Stores.InMemory();
        sqlite = Stores.Sqlite(folder.File("store.db"));
        raw = RawSqlite.Open(folder.File("raw.db"));
        Fill(memory);
        Fill(sqlite);
        raw.Append(Events);
    }

    [GlobalCleanup]
    public void Close()
    {
        memory.Dispose();
        sqlite.Dispose();
        raw.Dispose();
        folder.Delete();
    }

    [Benchmark(Baseline = true)]
    public int Raw() => raw.ReadAll();

    [Benchmark]
    public Task<int> Sqlite() => Count(sqlite);

    [Benchmark]
    public Task<int> InMemory() => Count(memory);

    // Waited for here: run in process, BenchmarkDotNet doesn't await a setup, and would read what isn't there yet.
    private static void Fill(IEventStore store) =>
        store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.NoStream, PriceChanged.Batch(Events)).GetAwaiter().GetResult();

    private static async Task<int> Count(IEventStore store)
    {
        var count = 0;
        await foreach (var recorded in store.ReadStreamAsync(Stores.Stream))
        {
            count += recorded.Data is PriceChanged ? 1 : 0;
        }

        return count == Events ? count : throw new InvalidOperationException($"{count} events were read instead of {Events}.");
    }
}
