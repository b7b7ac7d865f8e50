using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Configuration;

/// <summary>What a registry warns of stands in the log, once for each store.</summary>
public sealed class RegistryLogTests : IDisposable
{
    private static readonly string[] Expected =
    [
        "EventStore.Conflicts.Rules.ConflictRegistry Warning UnknownType: The event type map doesn't know 'imported', which rules name at RegistryLogTests.cs:",
        "EventStore.Conflicts.Rules.ConflictRegistry Warning TypesWithoutRules: 1 mapped type has no rules, so everything conflicts with it: 'note-added'.",
    ];

    private readonly KeptLog log = new();

    [Fact]
    public async Task Without_a_container_when_it_is_built()
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var builder = Configure(new EventStoreBuilder()).UseLoggerFactory(loggers);
        log.Entries.Should().BeEmpty();

        await using var store = builder.Build();

        EntriesShouldBe(Expected);
    }

    [Fact]
    public async Task With_a_container_when_the_store_is_resolved_first()
    {
        await using var provider = new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).AddEventStore(builder => Configure(builder)).BuildServiceProvider();
        log.Entries.Should().BeEmpty();

        provider.GetRequiredService<IEventStore>();
        provider.GetRequiredService<IEventStore>();

        EntriesShouldBe(Expected);
    }

    [Fact]
    public async Task Nothing_where_there_is_no_rule()
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));

        await using var store = new EventStoreBuilder().UseInMemory().MapEvents(types => types.Map<NoteAdded>("note-added")).UseLoggerFactory(loggers).Build();

        log.Entries.Should().BeEmpty();
    }

    public void Dispose() => log.Dispose();

    private void EntriesShouldBe(string[] beginnings)
    {
        log.Entries.Should().HaveSameCount(beginnings);
        log.Entries.Zip(beginnings).Should().AllSatisfy(each => each.First.Should().StartWith(each.Second));
    }

    private static EventStoreBuilder Configure(EventStoreBuilder builder) => builder.UseInMemory()
        .MapEvents(types => types.Map<NoteAdded>("note-added"))
        .ConfigureConflicts(rules => rules.For("imported").NeverConflicts());
}
