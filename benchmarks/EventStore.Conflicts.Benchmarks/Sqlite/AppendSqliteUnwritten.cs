using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>Appends that write nothing: a stale one that is refused, with its report, and one that was written before; beside them one that is written.</summary>
[MemoryDiagnoser]
public class AppendSqliteUnwritten
{
    private static readonly StreamId Other = new("catalog-2");

    private readonly NewEvent[] sent = SampleEvents.Raw(1);

    private TemporaryFolder folder = null!;
    private IEventStore store = null!;
    private ExpectedVersion expected = ExpectedVersion.NoStream;

    [GlobalSetup]
    public void Open()
    {
        folder = new TemporaryFolder();
        store = Stores.Sqlite(folder.File("store.db"));
        store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.NoStream, sent).GetAwaiter().GetResult();
        store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Any, [NewEvent.Raw(SampleEvents.Refusing, SampleEvents.Data)]).GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        folder.Delete();
    }

    [Benchmark(Baseline = true)]
    public async Task Written() => expected = (await store.AppendToStreamAsync(Other, expected, SampleEvents.Raw(1))).Next;

    [Benchmark]
    public async Task<StreamConflictException> Refused()
    {
        try
        {
            await store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Exactly(1), SampleEvents.Raw(1));
        }
        catch (StreamConflictException refused)
        {
            return refused;
        }

        throw new InvalidOperationException("It must be refused.");
    }

    [Benchmark]
    public Task Resent() => store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.NoStream, sent);
}
