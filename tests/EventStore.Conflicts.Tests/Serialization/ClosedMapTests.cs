namespace EventStore.Conflicts.Tests.Serialization;

public sealed class ClosedMapTests
{
    [Fact]
    public async Task A_derived_type_that_is_not_mapped_is_refused_even_where_its_base_is()
    {
        await using var store = Opened.InMemory(types => types.Map<ValueUpgraded>("value-upgraded"));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(new ValueUpgraded(1)), new NewEvent(new ValueUpgradedTwice(1))))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*ValueUpgradedTwice*doesn't know*Map<ValueUpgradedTwice>*");
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
    public async Task Stored_JSON_that_is_not_of_its_type_fails_with_stream_and_version(string json)
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"));
        await store.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)), Opened.Raw("client-added", json));

        var failure = (await store.Awaiting(each => each.ReadAsync()).Should().ThrowAsync<EventSerializationException>()
            .WithMessage($"Version 2 of stream 'client-7' is a 'client-added' and cannot be read as {typeof(ClientAdded)}*")).Which;

        failure.EventType.Should().Be("client-added");
    }

    [Fact]
    public async Task A_stored_null_is_no_value_type_either()
    {
        await using var store = Opened.InMemory(types => types.Map<Counted>("counted"));
        await store.AppendAsync(new NewEvent(new Counted(3)));
        (await store.ReadAsync()).Should().ContainSingle().Which.Data.Should().Be(new Counted(3));

        await store.AppendAsync(Opened.Raw("counted", "null"));

        await store.Awaiting(each => each.ReadAsync()).Should().ThrowAsync<EventSerializationException>().WithMessage("Version 2 of stream 'client-7'*");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_does_not_hide_those_before_it()
    {
        await using var store = Opened.InMemory(types => types.Map<ClientAdded>("client-added"));
        await store.AppendAsync(new NewEvent(new ClientAdded("Joe", 7)), Opened.Raw("client-added", "null"));
        var token = TestContext.Current.CancellationToken;

        (await store.ReadStreamAsync(Opened.Stream, maxCount: 1, cancellationToken: token).ToListAsync(token)).Should().ContainSingle();
    }
}
