using BenchmarkDotNet.Attributes;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>An append of a single caller that is some events behind and admitted, because none of them is of the type that its rule names.</summary>
public class AppendPostgreSqlStale
{
    private const string Priced = "priced";
    private const string Noted = "noted";

    private readonly StreamId stream = new("catalog-1");
    private Server server = null!;
    private IEventStore store = null!;
    private long version;

    /// <summary>How many events the caller has not seen.</summary>
    [Params(0, 1, 10, 100)]
    public int Behind { get; set; }

    [GlobalSetup]
    public void Open()
    {
        server = Server.Start();
        store = Stores.Configured()
            .ConfigureConflicts(rules => rules.For(Noted).ConflictsWith([Priced]).CompatibleWithItself())
            .UsePostgreSql(server.DataSource)
            .Build();
        for (var i = 0; i < 200; i++)
        {
            version = store.AppendToStreamAsync(stream, ExpectedVersion.Any, [Note()]).GetAwaiter().GetResult().Version;
        }
    }

    [GlobalCleanup]
    public void Close()
    {
        store.Dispose();
        server.Dispose();
    }

    [Benchmark]
    public async Task Store() => version = (await store.AppendToStreamAsync(stream, ExpectedVersion.Exactly(version - Behind), [Note()])).Version;

    private static NewEvent Note() => NewEvent.Raw(Noted, PriceChanged.Json);
}
