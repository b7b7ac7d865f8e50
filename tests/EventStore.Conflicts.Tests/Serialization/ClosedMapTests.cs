using System.Collections.Concurrent;
using System.Text.Json;

namespace EventStore.Conflicts.Tests.Serialization;

public sealed class ClosedMapTests
{
    [Fact]
    public async Task A_derived_type_that_is_not_mapped_is_refused_even_where_its_base_is()
    {
        await using var store = Opened.InMemory(types => types.Map<ValueUpgraded>("value-upgraded"));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(new ValueUpgraded(1)), new NewEvent(new ValueUpgradedTwice(1))))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*ValueUpgradedTwice*doesn't know*MapEvents*");
        (await store.VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_payload_never_chooses_a_type()
    {
        await using var store = Opened.InMemory(types => types.Map<ValueUpgraded>("value-upgraded"));

        await store.AppendAsync(Opened.Raw("value-upgraded", $$"""{"$type":"{{typeof(ValueUpgradedTwice).AssemblyQualifiedName}}","by":3}"""));

        (await store.ReadAsync()).Should().ContainSingle().Which.Data.Should().BeOfType<ValueUpgraded>().Which.By.Should().Be(3);
    }

    [Fact]
    public async Task A_name_that_is_not_mapped_is_read_raw()
    {
        await using var store = Opened.InMemory(_ => { });

        await store.AppendAsync(Opened.Raw("System.String", "\"text\""));

        var recorded = (await store.ReadAsync()).Should().ContainSingle().Which;
        recorded.Data.Should().BeNull();
        recorded.Type.Should().Be("System.String");
        recorded.Json().Should().Be("\"text\"");
    }

    [Fact]
    public async Task A_stored_name_loads_no_type_and_no_assembly_and_runs_nothing()
    {
        string[] names = [typeof(Trap).AssemblyQualifiedName!, typeof(Trap).FullName!, "Evil.Gadget, No.Such.Assembly", "System.Diagnostics.Process"];
        using var shared = new SharedStorage();
        foreach (var name in names)
        {
            await Opened.InMemoryOver(shared, _ => { }).AppendAsync(Opened.Raw(name, $$"""{"$type":"{{name}}","text":"x"}"""));
        }

        var asked = new ConcurrentQueue<string>();
        ResolveEventHandler onResolve = (_, request) =>
        {
            asked.Enqueue(request.Name);
            return null;
        };
        AppDomain.CurrentDomain.AssemblyResolve += onResolve;
        try
        {
            var read = await Opened.InMemoryOver(shared, types => types.Map<ClientAdded>("client-added")).ReadAsync();

            read.Select(each => each.Type).Should().Equal(names);
            read.Should().OnlyContain(each => each.Data == null);
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= onResolve;
        }

        Sprung.Should().BeFalse("no static constructor of a type that data names may run");
        asked.Should().NotContain(each => each.Contains("No.Such.Assembly"));
    }

    [Fact]
    public async Task A_former_name_is_read_as_the_type_it_became()
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added", formerly: ["customer-added"]));

        await store.AppendAsync(Opened.Raw("customer-added", """{"name":"Joe","value":7}"""));

        var recorded = (await store.ReadAsync()).Should().ContainSingle().Which;
        recorded.Data.Should().Be(new ClientAdded("Joe", 7));
        recorded.Type.Should().Be("customer-added", "what is stored stays as it is");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"value\":\"seven\"}")]
    public async Task Raw_data_that_is_not_of_the_type_its_name_is_mapped_to_is_refused_and_writes_nothing(string json)
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)), Opened.Raw("client-added", json)))
            .Should().ThrowAsync<EventSerializationException>().WithMessage("*raw event*'client-added'*");

        (await store.VersionAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"value\":\"seven\"}")]
    public async Task Stored_JSON_that_is_not_of_its_type_fails_and_says_where_it_stands(string json)
    {
        using var shared = new SharedStorage();
        await Opened.InMemoryOver(shared, _ => { }).AppendAsync(Opened.Raw("client-added", """{"name":"Joe","value":7}"""), Opened.Raw("client-added", json));
        var store = Opened.InMemoryOver(shared, types => types.Map<ClientAdded>("client-added"));
        var token = TestContext.Current.CancellationToken;

        var failure = (await store.Awaiting(each => each.ReadAsync()).Should().ThrowAsync<EventSerializationException>()
            .WithMessage("Version 2 of stream 'client-7' is a 'client-added' and cannot be read*")).Which;

        (failure.EventType, failure.Stream, failure.Version).Should().Be(("client-added", Opened.Stream, 2));
        failure.Position.Should().NotBeNull();
        (await store.ReadStreamAsync(Opened.Stream, maxCount: 1, cancellationToken: token).ToListAsync(token)).Should().ContainSingle("it hides none before it");
        (await store.ReadAllAsync(failure.Position, cancellationToken: token).ToListAsync(token)).Should().BeEmpty("a reader of all can go on after it");
    }

    [Fact]
    public void A_type_that_can_be_written_but_never_read_is_refused_when_built() =>
        FluentActions.Invoking(() => Opened.InMemory(types => types.Map<TwoConstructors>("two-constructors")))
            .Should().Throw<EventStoreConfigurationException>().WithMessage("*TwoConstructors*'two-constructors'*cannot be written and read*");

    [Fact]
    public async Task A_type_whose_constructor_refuses_nothings_can_be_mapped()
    {
        await using var store = Opened.InMemory(types => types.Map<Picky>("picky"));

        await store.AppendAsync(new NewEvent(new Picky("text")));

        (await store.ReadAsync()).Should().ContainSingle().Which.Data.Should().Be(new Picky("text"));
    }

    [Fact]
    public async Task What_was_written_in_camel_case_is_read_by_options_that_write_otherwise()
    {
        using var shared = new SharedStorage();
        await Opened.InMemoryOver(shared, types => types.Map<ClientAdded>("client-added")).AppendAsync(new NewEvent(new ClientAdded("Joe", 7)));
        var pascal = Opened.InMemoryOver(shared, types => types.Map<ClientAdded>("client-added"), builder => builder.UseJson(new JsonSerializerOptions()));

        (await pascal.ReadAsync()).Should().ContainSingle().Which.Data.Should().Be(new ClientAdded("Joe", 7));
    }

    private sealed class TwoConstructors
    {
        public TwoConstructors(int number) => Number = number;

        public TwoConstructors(string number) => Number = int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

        public int Number { get; }
    }

    private static bool Sprung { get; set; }

    private sealed class Trap
    {
        static Trap() => Sprung = true;

        public string? Text { get; set; }
    }

    private sealed record Picky
    {
        public Picky(string text) => Text = text ?? throw new ArgumentNullException(nameof(text));

        public string Text { get; }
    }
}
