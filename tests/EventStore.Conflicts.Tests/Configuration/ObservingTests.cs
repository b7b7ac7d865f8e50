using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace EventStore.Conflicts.Tests.Configuration;

/// <summary>How observers and the candidate of shadow mode are configured.</summary>
public sealed class ObservingTests
{
    private readonly RecordingObserver observer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_container_what_is_registered_and_what_is_configured_is_told_once_each()
    {
        var (registered, another) = (new RecordingObserver(), new RecordingObserver());
        var services = new ServiceCollection()
            .AddSingleton<IConflictObserver>(registered)
            .AddSingleton<IConflictObserver>(observer)
            .AddEventStore(store => store.UseInMemory().AddConflictObserver(observer))
            .AddSingleton<IConflictObserver>(another);
        await using var provider = services.BuildServiceProvider();

        await AppendStaleAsync(provider.GetRequiredService<IEventStore>());

        new[] { observer, registered, another }.Should().OnlyContain(each => each.Reports.Count == 1);
    }

    [Fact]
    public async Task An_observer_may_be_told_of_reports_only()
    {
        var minimal = new Minimal();
        await using var store = new EventStoreBuilder().UseInMemory().AddConflictObserver(minimal).ConfigureShadowConflicts(_ => { }).Build();

        await AppendStaleAsync(store);

        minimal.Told.Should().Be(1);
    }

    [Fact]
    public void The_same_observer_twice_is_refused() =>
        FluentActions.Invoking(() => new EventStoreBuilder().AddConflictObserver(observer).AddConflictObserver(observer))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("This observer was given already*");

    [Fact]
    public void What_is_wrong_with_the_candidate_fails_the_build_with_what_and_where()
    {
        var here = SourceLine.Here();
        var build = () => new EventStoreBuilder().UseInMemory()
            .ConfigureShadowConflicts(rules => rules.For("imported").ConflictsWith([])).Build();

        build.Should().Throw<EventStoreConfigurationException>().WithMessage($"*'imported'*empty list at {here.Plus(2)}*");
    }

    [Fact]
    public async Task The_candidate_knows_the_mapped_types_and_can_be_declared_in_several_places()
    {
        await using var store = new EventStoreBuilder().UseInMemory().AddConflictObserver(observer)
            .ConfigureShadowConflicts(rules => rules.For<NoteAdded>().NeverConflicts())
            .MapEvents(types => types.Map<NoteAdded>("note-added").Map<Discontinued>("discontinued"))
            .ConfigureShadowConflicts(rules => rules.For<Discontinued>().ConflictsWithItself())
            .Build();

        await AppendStaleAsync(store, "note-added", "discontinued");

        observer.Verdicts.Select(verdict => verdict.Candidate.Decision).Should().Equal(AppendDecision.Admitted, AppendDecision.Refused);
    }

    [Fact]
    public void What_is_null_or_comes_late_is_refused()
    {
        ConflictRegistryBuilder? candidate = null;
        var builder = new EventStoreBuilder().UseInMemory().ConfigureShadowConflicts(rules => candidate = rules);

        builder.Invoking(each => each.AddConflictObserver(null!)).Should().Throw<ArgumentNullException>();
        builder.Invoking(each => each.ConfigureShadowConflicts(null!)).Should().Throw<ArgumentNullException>();
        using var store = builder.Build();
        builder.Invoking(each => each.AddConflictObserver(observer)).Should().Throw<InvalidOperationException>();
        builder.Invoking(each => each.ConfigureShadowConflicts(_ => { })).Should().Throw<InvalidOperationException>();
        candidate!.Invoking(each => each.For("late")).Should().Throw<InvalidOperationException>();
    }

    /// <summary>Founds a stream with an event of each type, and appends each again without having seen any; it is refused.</summary>
    private static async Task AppendStaleAsync(IEventStore store, params string[] types)
    {
        types = types is [] ? ["decided"] : types;
        var stream = new StreamId($"{Guid.NewGuid():N}");
        NewEvent Event(string type) => NewEvent.Raw(type, "{}"u8.ToArray());
        await store.AppendToStreamAsync(stream, ExpectedVersion.NoStream, [.. types.Select(Event)], cancellationToken: Token);
        foreach (var type in types)
        {
            await Assert.ThrowsAsync<StreamConflictException>(
                () => store.AppendToStreamAsync(stream, ExpectedVersion.Exactly(0), [Event(type)], cancellationToken: Token));
        }
    }

    private sealed class Minimal : IConflictObserver
    {
        public int Told { get; private set; }

        public void OnStaleAppend(ConflictReport report) => Told++;
    }
}
