namespace EventStore.Conflicts.Tests.Serialization;

public sealed class SameBytesTests
{
    [Fact]
    public async Task An_event_that_is_sent_again_has_the_same_bytes_though_its_object_was_changed_in_between()
    {
        await using var store = Opened.InMemory(types => types.Map<Mutable>("mutable"));
        var data = new Mutable { Text = "as decided" };
        var newEvent = new NewEvent(data);
        var token = TestContext.Current.CancellationToken;

        // Refused: nothing is stored, but the event was serialised. What goes in afterwards must be what was sent first.
        await store.Awaiting(each => each.AppendToStreamAsync(Opened.Stream, ExpectedVersion.StreamExists, [newEvent], cancellationToken: token))
            .Should().ThrowAsync<WrongExpectedVersionException>();
        data.Text = "changed too late";
        await store.AppendAsync(newEvent);

        (await store.ReadAsync()).Should().ContainSingle().Which.Json().Should().Be("""{"text":"as decided"}""");
    }

    [Fact]
    public async Task Each_store_writes_an_event_in_its_own_way()
    {
        await using var one = Opened.InMemory(types => types.Map<ClientAdded>("client-added"));
        await using var other = Opened.InMemory(types => types.Map<ClientAdded>("added"), builder => builder.UseJson(HostJson.Default));
        var newEvent = new NewEvent(new ClientAdded("Joe", 7));

        await one.AppendAsync(newEvent);
        await other.AppendAsync(newEvent);

        (await one.ReadAsync()).Should().ContainSingle().Which.Type.Should().Be("client-added");
        (await other.ReadAsync()).Should().ContainSingle().Which.Type.Should().Be("added");
        (await other.ReadAsync())[0].Json().Should().Be("""{"Name":"Joe","Value":7}""");
    }

    [Fact]
    public async Task An_event_that_goes_to_two_stores_in_turn_is_serialised_once_for_each()
    {
        await using var one = Opened.InMemory(types => types.Map<Mutable>("mutable"));
        await using var other = Opened.InMemory(types => types.Map<Mutable>("mutable"));
        var data = new Mutable { Text = "as decided" };
        var newEvent = new NewEvent(data);
        var token = TestContext.Current.CancellationToken;

        await one.Awaiting(each => each.AppendToStreamAsync(Opened.Stream, ExpectedVersion.StreamExists, [newEvent], cancellationToken: token))
            .Should().ThrowAsync<WrongExpectedVersionException>();
        await other.AppendAsync(newEvent);
        data.Text = "changed too late";
        await one.AppendAsync(newEvent);

        (await one.ReadAsync()).Should().ContainSingle().Which.Json().Should().Be("""{"text":"as decided"}""");
    }

    [Fact]
    public async Task Metadata_comes_back_as_it_was()
    {
        await using var store = Opened.InMemory(types => types.Map<Mutable>("mutable"));
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "Jöe \"J\" 😀", ["empty"] = "", ["lines"] = "a\r\n\0b" };
        var metadata = new EventMetadata { CorrelationId = "c'1", CausationId = "😀", Headers = headers };

        await store.AppendAsync(new NewEvent(new Mutable(), metadata: metadata), new NewEvent(new Mutable()));

        var recorded = await store.ReadAsync();
        recorded[0].Metadata.Should().BeEquivalentTo(metadata);
        recorded[0].Metadata.Headers.Should().Equal(headers);
        recorded[1].Metadata.IsEmpty.Should().BeTrue();
    }
}
