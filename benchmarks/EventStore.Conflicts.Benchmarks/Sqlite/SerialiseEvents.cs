using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>What it costs that an event of 200 bytes is an object, with a source-generated contract, and not bytes already; on the memory engine, so that nothing hides it.</summary>
[MemoryDiagnoser]
[InvocationCount(16_384)] // With a new store per iteration, so that memory doesn't fill up with what was measured.
public partial class SerialiseEvents
{
    private static readonly Note Sample = new("sku-4711", 12.50m, new string('x', 158));

    private IEventStore store = null!;

    [IterationSetup]
    public void Open() => store = new EventStoreBuilder()
        .MapEvents(types => types.Map<Note>("note"))
        .UseJson(NoteContext.Default)
        .UseInMemory()
        .Build();

    [IterationCleanup]
    public void Close() => store.Dispose();

    [Benchmark(Baseline = true)]
    public Task Raw() => store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Any, [NewEvent.Raw(SampleEvents.Type, SampleEvents.Data)]);

    [Benchmark]
    public Task Json() => store.AppendToStreamAsync(Stores.Stream, ExpectedVersion.Any, [new NewEvent(Sample)]);

    internal sealed record Note(string Sku, decimal Price, string Text);

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteContext : JsonSerializerContext;
}
