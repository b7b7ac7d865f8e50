using System.Text.Json;
using System.Text.Json.Serialization;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Tests.Rules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventStore.Conflicts.Tests.Configuration;

/// <summary>The same without a container.</summary>
public sealed class EventStoreBuilderTests
{
    private readonly CountingStorage storage = new();

    [Fact]
    public async Task A_store_is_built_opened_once_and_disposed_by_its_owner()
    {
        var clock = new ManualTimeProvider();
        var store = new EventStoreBuilder().UseStorage(storage.Open).UseTimeProvider(clock).AddRetries().Build();

        store.Should().BeOfType<RetryingEventStore>();
        storage.Openings.Should().ContainSingle().Which.TimeProvider.Should().BeSameAs(clock);
        storage.Openings[0].LoggerFactory.Should().BeSameAs(NullLoggerFactory.Instance);
        await store.DisposeAsync();

        (await storage.IsDisposedAsync()).Should().BeTrue();
    }

    [Fact]
    public void Nothing_is_opened_where_the_configuration_is_wrong()
    {
        FluentActions.Invoking(() => new EventStoreBuilder().UseStorage(storage.Open).ConfigureConflicts(rules => rules.For("imported")).Build())
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*'imported'*nothing is said*");
        FluentActions.Invoking(() => new EventStoreBuilder().UseStorage(storage.Open).ConfigureConflicts(rules => rules.For<NeverMapped>().NeverConflicts()).Build())
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*NeverMapped*map it*");

        storage.Openings.Should().BeEmpty();
    }

    [Fact]
    public void Types_and_rules_can_be_given_in_several_places_and_in_any_order()
    {
        using var store = new EventStoreBuilder()
            .ConfigureConflicts(rules => rules.For<NoteAdded>().NeverConflicts())
            .MapEvents(types => types.Map<Renamed>("renamed"))
            .ConfigureConflicts(rules => rules.For<Renamed>().ConflictsWithItself())
            .MapEvents(types => types.Map<NoteAdded>("note-added"))
            .UseInMemory()
            .Build();

        store.Should().NotBeNull();
    }

    [Fact]
    public void What_was_chosen_once_is_not_chosen_again()
    {
        FluentActions.Invoking(() => new EventStoreBuilder().UseInMemory().UseInMemory())
            .Should().Throw<EventStoreConfigurationException>().WithMessage("An engine was given already*");
        FluentActions.Invoking(() => new EventStoreBuilder().AddRetries().AddRetries())
            .Should().Throw<EventStoreConfigurationException>().WithMessage("Retries were given already*");
        FluentActions.Invoking(() => new EventStoreBuilder().AddRetries(retry => retry.MaxRetries = 0))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("RetryOptions.MaxRetries is 0*");
        FluentActions.Invoking(() => new EventStoreBuilder().UseJson(JsonSerializerOptions.Web).UseJson(JsonSerializerOptions.Web))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("JSON options were given already*");
        FluentActions.Invoking(() => new EventStoreBuilder().UseLimits(EventStoreLimits.Default).UseLimits(EventStoreLimits.Default))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("Limits were given already*");
    }

    [Fact]
    public void A_built_builder_is_frozen_in_every_way()
    {
        EventTypeMapBuilder? types = null;
        ConflictRegistryBuilder? rules = null;
        var builder = new EventStoreBuilder().UseInMemory().MapEvents(each => types = each).ConfigureConflicts(each => rules = each);
        using var store = builder.Build();

        foreach (var change in new Action[]
        {
            () => builder.UseInMemory(),
            () => builder.MapEvents(_ => { }),
            () => builder.ConfigureConflicts(_ => { }),
            () => builder.UseJson(JsonSerializerOptions.Web),
            () => builder.UseLimits(EventStoreLimits.Default),
            () => builder.AddRetries(),
            () => builder.UseTimeProvider(TimeProvider.System),
            () => builder.UseLoggerFactory(NullLoggerFactory.Instance),
            () => builder.Build(),
            () => types!.Map<NoteAdded>("note-added"),
            () => rules!.For("note-added"),
        })
        {
            change.Should().Throw<InvalidOperationException>();
        }
    }

    [Fact]
    public void Null_is_refused()
    {
        foreach (var change in new Action<EventStoreBuilder>[]
        {
            builder => builder.UseStorage(null!),
            builder => builder.MapEvents(null!),
            builder => builder.ConfigureConflicts(null!),
            builder => builder.UseJson((JsonSerializerOptions)null!),
            builder => builder.UseJson((JsonSerializerContext)null!),
            builder => builder.UseLimits(null!),
            builder => builder.UseTimeProvider(null!),
            builder => builder.UseLoggerFactory((ILoggerFactory)null!),
        })
        {
            change.Invoking(each => each(new EventStoreBuilder())).Should().Throw<ArgumentNullException>();
        }
    }
}
