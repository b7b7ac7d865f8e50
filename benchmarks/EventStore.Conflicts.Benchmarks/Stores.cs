using EventStore.Conflicts.Benchmarks.Sqlite;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>The stores that are measured: as a host would configure them, without retries.</summary>
internal static class Stores
{
    internal static readonly StreamId Stream = new("catalog-1");

    internal static IEventStore InMemory() => Configured().UseInMemory().Build();

    internal static IEventStore Sqlite(string path) => Configured().UseSqlite(path).Build();

    internal static EventStoreBuilder Configured() => new EventStoreBuilder()
        .MapEvents(types => types.Map<PriceChanged>(PriceChanged.Name))
        .ConfigureConflicts(rules =>
        {
            rules.For<PriceChanged>().ConflictsWithItself();
            rules.For(SampleEvents.Type).ConflictsWith([SampleEvents.Refusing]).CompatibleWithItself();
        });
}
