using System.Text.Json;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Tests.Serialization;

public sealed class ContextTests
{
    [Fact]
    public async Task A_source_generated_context_writes_and_reads()
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"), builder => builder.UseJson(HostJson.Default));

        await store.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)));

        var recorded = (await store.ReadAsync()).Should().ContainSingle().Which;
        recorded.Json().Should().Be("""{"Name":"Joe","Value":7}""");
        recorded.Data.Should().Be(new ClientAdded("Joe", 7));
    }

    [Fact]
    public async Task Its_own_options_hold()
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"), builder => builder.UseJson(SnakeJson.Default));

        await store.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)));

        (await store.ReadAsync()).Should().ContainSingle().Which.Json().Should().Be("""{"name":"Joe","value":7}""");
    }

    [Fact]
    public void A_context_that_lacks_a_mapped_type_fails_when_built_and_names_type_and_place()
    {
        var builder = new EventStoreBuilder().UseInMemory().UseJson(HostJson.Default);
        var here = SourceLine.Here();
        builder.MapEvents(types => types.Map<Mutable>("mutable"));

        builder.Invoking(each => each.Build()).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"*{typeof(Mutable)}, mapped to 'mutable' at {here.Plus(1)}, cannot be written and read as JSON*");
    }

    [Fact]
    public void A_polymorphic_type_is_refused_because_its_payload_would_choose_its_type()
    {
        var builder = new EventStoreBuilder().UseInMemory();
        var here = SourceLine.Here();
        builder.MapEvents(types => types.Map<Shape>("shape"));

        builder.Invoking(each => each.Build()).Should().Throw<EventStoreConfigurationException>()
            .WithMessage($"*{typeof(Shape)}, mapped to 'shape' at {here.Plus(1)}*is polymorphic*");
    }

    [Fact]
    public async Task Options_are_copied_when_the_store_is_built()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper };
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"), builder => builder.UseJson(options));

        options.PropertyNamingPolicy = null;
        await store.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)));

        (await store.ReadAsync()).Should().ContainSingle().Which.Json().Should().Be("""{"NAME":"Joe","VALUE":7}""");
    }

    [Fact]
    public async Task Without_options_names_are_camel_case()
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"));

        await store.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)));

        (await store.ReadAsync()).Should().ContainSingle().Which.Json().Should().Be("""{"name":"Joe","value":7}""");
    }
}
