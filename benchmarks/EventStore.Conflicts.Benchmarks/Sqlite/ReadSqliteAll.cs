using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>The whole store of a million events over 1,000 streams, as bytes; and what it takes to open and close it.</summary>
[MemoryDiagnoser]
public class ReadSqliteAll
{
    private const int Streams = 1_000;

    // Fewer where somebody only wants to see that it runs.
    private static readonly int Events = int.TryParse(Environment.GetEnvironmentVariable("EVENTSTORE_BENCHMARK_EVENTS"), CultureInfo.InvariantCulture, out var events) ? events : 1_000_000;

    private TemporaryFolder folder = null!;
    private string file = null!;

    [GlobalSetup]
    public void Fill()
    {
        folder = new TemporaryFolder();
        file = folder.File("store.db");
        FloorFill.Fill(file, Streams, Events / Streams, contiguous: false);
    }

    [GlobalCleanup]
    public void Close() => folder.Delete();

    [Benchmark(Baseline = true)]
    public int Floor()
    {
        using var floor = FloorReader.Open(file);
        return floor.ReadAll();
    }

    [Benchmark]
    public async Task<int> Store()
    {
        await using var store = Stores.Sqlite(file);
        return await store.ReadAllAsync().CountBytesAsync();
    }

    [Benchmark]
    public void Open() => Stores.Sqlite(file).Dispose();
}
