using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>An append without a disk: serialising, compiling the rules, the memory engine.</summary>
[MemoryDiagnoser]
[InvocationCount(4_096)] // With a new store per iteration, so that memory doesn't fill up with what was measured.
public class AppendInMemory
{
    private IEventStore store = null!;
    private ExpectedVersion expected;

    [Params(1, 10, 100)]
    public int Events { get; set; }

    [IterationSetup]
    public void Open()
    {
        store = Stores.InMemory();
        expected = ExpectedVersion.NoStream;
    }

    [IterationCleanup]
    public void Close() => store.Dispose();

    [Benchmark]
    public async Task Append()
    {
        var result = await store.AppendToStreamAsync(Stores.Stream, expected, PriceChanged.Batch(Events));
        expected = result.Next;
    }
}
