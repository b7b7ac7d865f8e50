using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Configuration;

public sealed class AddEventStoreTests
{
    private static readonly StreamId Stream = new("note-1");

    private readonly CountingStorage storage = new();

    [Fact]
    public async Task What_was_registered_is_resolved_as_one_store_with_its_parts()
    {
        await using var provider = Services().BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using var scope = provider.CreateAsyncScope();

        var store = provider.GetRequiredService<IEventStore>();

        scope.ServiceProvider.GetRequiredService<IEventStore>().Should().BeSameAs(store);
        provider.GetRequiredService<IEventStorage>().Should().BeSameAs(storage.Opened);
        provider.GetRequiredService<EventTypeMap>().Types.Should().ContainSingle().Which.Name.Should().Be("note-added");
        provider.GetRequiredService<ConflictRegistry>().Compile("note-added").Should().BeSameAs(AppendCondition.RefuseNothing);
        await AppendAsync(store, ExpectedVersion.NoStream);
        (await AppendAsync(store, ExpectedVersion.Exactly(0))).Outcome.Should().Be(AppendOutcome.Admitted);
        storage.Openings.Should().ContainSingle();
    }

    [Fact]
    public async Task Nothing_is_opened_before_it_is_needed()
    {
        await using var provider = Services().BuildServiceProvider();

        storage.Openings.Should().BeEmpty();
    }

    [Fact]
    public async Task A_container_that_is_disposed_disposes_the_engine()
    {
        await using (var provider = Services().BuildServiceProvider())
        {
            provider.GetRequiredService<IEventStore>();
        }

        (await storage.IsDisposedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_container_in_a_plain_using_disposes_the_engine_too()
    {
        using (var provider = Services(retries: true).BuildServiceProvider())
        {
            provider.GetRequiredService<IEventStore>().Should().BeOfType<RetryingEventStore>();
        }

        (await storage.IsDisposedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Commands_are_executed_on_the_store_as_was_configured_by_the_clock_of_the_container()
    {
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddEventStore(store => store
            .UseStorage(storage.Open)
            .MapEvents(SampleEvents.Map)
            .ConfigureCommands(commands => commands.MaxAttempts = 3)
            .ConfigureCommands(commands => commands.Timeout = TimeSpan.FromMinutes(7)));
        await using var provider = services.BuildServiceProvider();
        var (store, commands) = (provider.GetRequiredService<IEventStore>(), provider.GetRequiredService<CommandExecutor>());

        var result = await commands.ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(5), cancellationToken: TestContext.Current.CancellationToken);

        result.Version.Should().Be(await store.GetStreamVersionAsync(Stream, TestContext.Current.CancellationToken)).And.Be(1);
        clock.Armed.TryRead(out var timeout).Should().BeTrue();
        timeout.Should().Be(TimeSpan.FromMinutes(7));
        provider.GetRequiredService<CommandExecutor>().Should().BeSameAs(commands);
    }

    [Fact]
    public void Wrong_options_of_commands_fail_while_registering() =>
        new ServiceCollection().Invoking(each => each.AddEventStore(store => store.UseInMemory().ConfigureCommands(commands => commands.MaxAttempts = 0)))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("CommandOptions.MaxAttempts is 0*");

    [Fact]
    public void Without_a_container_options_of_commands_belong_to_the_executor() =>
        new EventStoreBuilder().Invoking(each => each.ConfigureCommands(_ => { }))
            .Should().Throw<InvalidOperationException>().WithMessage("*new CommandExecutor(store, options)*");

    [Fact]
    public void A_second_store_is_refused()
    {
        var services = Services();

        services.Invoking(each => each.AddEventStore(store => store.UseInMemory()))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*registered already*");
    }

    [Fact]
    public void Without_an_engine_the_error_says_what_to_write() =>
        new ServiceCollection().Invoking(each => each.AddEventStore(_ => { }))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("No engine was chosen*UseSqlite*UseInMemory()*");

    [Fact]
    public void Wrong_rules_fail_while_registering_with_what_and_where()
    {
        var services = new ServiceCollection();
        var here = SourceLine.Here();
        var register = () => services.AddEventStore(store => store.UseInMemory().ConfigureConflicts(rules => rules.For("imported").ConflictsWith([])));

        register.Should().Throw<EventStoreConfigurationException>().WithMessage($"*'imported'*empty list at {here.Plus(1)}*NeverConflicts()*");
        services.Should().BeEmpty("a refused registration leaves nothing behind");
    }

    [Fact]
    public async Task The_clock_and_the_loggers_of_the_container_are_used()
    {
        var clock = new ManualTimeProvider();
        var services = Services();
        services.AddSingleton<TimeProvider>(clock).AddLogging();
        await using var provider = services.BuildServiceProvider();

        await AppendAsync(provider.GetRequiredService<IEventStore>(), ExpectedVersion.Any);

        storage.Openings.Should().ContainSingle().Which.LoggerFactory.Should().BeSameAs(provider.GetRequiredService<ILoggerFactory>());
        (await provider.GetRequiredService<IEventStore>().ReadAllAsync(cancellationToken: TestContext.Current.CancellationToken)
            .FirstAsync(TestContext.Current.CancellationToken)).Timestamp.Should().Be(clock.GetUtcNow());
    }

    [Fact]
    public async Task What_was_configured_beats_what_the_container_offers()
    {
        var (mine, theirs) = (new ManualTimeProvider(), new ManualTimeProvider());
        using var loggers = new LoggerFactory();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(theirs)
            .AddEventStore(store => store.UseStorage(storage.Open).UseTimeProvider(mine).UseLoggerFactory(loggers));
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IEventStore>();

        storage.Openings.Should().ContainSingle().Which.TimeProvider.Should().BeSameAs(mine);
        storage.Openings[0].LoggerFactory.Should().BeSameAs(loggers);
    }

    [Fact]
    public void Null_is_refused()
    {
        FluentActions.Invoking(() => ((IServiceCollection)null!).AddEventStore(_ => { })).Should().Throw<ArgumentNullException>().WithParameterName("services");
        FluentActions.Invoking(() => new ServiceCollection().AddEventStore(null!)).Should().Throw<ArgumentNullException>().WithParameterName("configure");
    }

    private IServiceCollection Services(bool retries = false) => new ServiceCollection().AddEventStore(store =>
    {
        store.UseStorage(storage.Open).MapEvents(types => types.Map<NoteAdded>("note-added")).ConfigureConflicts(rules => rules.For<NoteAdded>().NeverConflicts());
        _ = retries ? store.AddRetries() : store;
    });

    private static Task<AppendResult> AppendAsync(IEventStore store, ExpectedVersion expected) =>
        store.AppendToStreamAsync(Stream, expected, [new NewEvent(new NoteAdded("hello"))], cancellationToken: TestContext.Current.CancellationToken);
}
