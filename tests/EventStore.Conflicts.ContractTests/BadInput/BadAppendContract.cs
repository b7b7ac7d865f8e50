namespace EventStore.Conflicts.ContractTests;

/// <summary>Appends that are wrong in themselves: each gets its own clear error, and what was stored before is still there.</summary>
public abstract class BadAppendContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected BadAppendContract() => store = OpenStore();

    [Fact]
    public async Task A_default_stream_is_refused_by_name() =>
        await BadAsync<ArgumentException>(_ => store.AppendAsync(default, Any, ANote()), "default(StreamId)");

    [Fact]
    public async Task A_default_expected_version_is_refused_by_name_and_is_not_any() =>
        await BadAsync<ArgumentException>(stream => store.AppendAsync(stream, default, ANote()), "default(ExpectedVersion)");

    [Fact]
    public async Task A_null_list_of_events_is_refused() =>
        await BadAsync<ArgumentNullException>(stream => store.AppendToStreamAsync(stream, Any, null!, cancellationToken: Token), "events");

    [Fact]
    public async Task A_null_among_the_events_is_refused_by_its_index() =>
        await BadAsync<ArgumentException>(stream => store.AppendAsync(stream, Any, ANote(), null!, ANote()), "index 1");

    [Fact]
    public async Task An_object_of_a_type_that_is_not_mapped_is_refused_and_the_message_says_what_to_do() =>
        await BadAsync<ArgumentException>(stream => store.AppendAsync(stream, Any, ANote(), new NewEvent(new Version(1, 2))), "System.Version", "MapEvents");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// comment\n1")]
    [InlineData("NaN")]
    [InlineData("\"\\ud83d\"")]
    public async Task A_raw_event_that_is_not_one_json_value_is_refused(string json) =>
        await BadAsync<EventSerializationException>(stream => store.AppendAsync(stream, Any, ARawEvent("made-by-a-tool", json)), "made-by-a-tool");

    [Fact]
    public async Task A_raw_event_that_is_not_utf8_is_refused() =>
        await BadAsync<EventSerializationException>(
            stream => store.AppendAsync(stream, Any, NewEvent.Raw("latin-1", new byte[] { 0x22, 0xE9, 0x22 })), "latin-1");

    [Fact]
    public async Task A_raw_event_that_is_nested_too_deep_is_refused_and_names_the_bound()
    {
        var justFits = new string('[', 64) + new string(']', 64);
        await store.AppendAsync(NewStream(), Any, ARawEvent("deep", justFits));

        await BadAsync<EventSerializationException>(stream => store.AppendAsync(stream, Any, ARawEvent("deep", $"[{justFits}]")), "deep", "64");
    }

    [Fact]
    public async Task An_object_that_cannot_be_serialised_is_refused_by_its_type() =>
        await BadAsync<EventSerializationException>(
            stream => Engine.OpenStore(other => other.MapEvents(types => types.Map<Unserialisable>("unserialisable")))
                .AppendAsync(stream, Any, new NewEvent(new Unserialisable())),
            "'unserialisable'",
            "no value for you");

    [Fact]
    public void Bad_events_and_versions_cannot_even_be_made()
    {
        Assert.Throws<ArgumentNullException>(() => new NewEvent(null!));
        Assert.Throws<ArgumentException>(() => ANote(id: Guid.Empty)).Message.Should().Contain("empty GUID");
        Assert.Throws<ArgumentException>(() => ARawEvent("x", id: Guid.Empty)).Message.Should().Contain("empty GUID");
        Assert.Throws<ArgumentOutOfRangeException>(() => Exactly(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecidedAt(-1, seen: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecidedAt(1, seen: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecidedAt(1, seen: 2));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("\0", "U+0000")]
    [InlineData("a\u0085", "U+0085")]
    public void Bad_names_cannot_even_be_made(string name, string problem) => RefuseName(name, problem);

    [Fact]
    public void Names_that_are_null_or_hold_lone_surrogates_or_too_many_bytes_cannot_even_be_made()
    {
        Assert.Throws<ArgumentNullException>(() => new StreamId(null!));
        Assert.Throws<ArgumentNullException>(() => ARawEvent(null!));
        RefuseName("a\uD83D", "U+D83D");
        RefuseName("\uDE00a", "U+DE00");
        RefuseName(new string('x', 256), "256");
        RefuseName(new string('é', 128), "256");
    }

    private static void RefuseName(string name, string problem)
    {
        Assert.Throws<ArgumentException>(() => new StreamId(name)).Message.Should().Contain("Stream id").And.Contain(problem);
        Assert.Throws<ArgumentException>(() => ARawEvent(name)).Message.Should().Contain("Event type name").And.Contain(problem);
    }

    private async Task BadAsync<TException>(Func<StreamId, Task> append, params string[] says)
        where TException : Exception
    {
        var stream = NewStream();
        await store.AppendVisiblyAsync(stream, Notes(2));
        var before = await store.ReadEverythingAsync();

        var error = await Assert.ThrowsAsync<TException>(() => append(stream));

        error.Message.Should().ContainAll(says);
        (await store.ReadEverythingAsync()).Select(each => each.Id).Should().Equal(before.Select(each => each.Id));
        (await store.AppendAsync(stream, Exactly(2), ANote())).Version.Should().Be(3, "the store still works");
    }
}
