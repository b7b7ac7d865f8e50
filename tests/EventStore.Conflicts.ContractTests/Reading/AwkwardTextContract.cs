namespace EventStore.Conflicts.ContractTests;

/// <summary>Text that has broken other stores, as a stream id, type name, header and payload: it all comes back as it was.</summary>
public abstract class AwkwardTextContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected AwkwardTextContract() => store = OpenStore();

    [Theory]
    [MemberData(nameof(AwkwardTexts.All), MemberType = typeof(AwkwardTexts))]
    public async Task A_stream_of_that_name_is_a_stream_of_its_own(string text)
    {
        var stream = new StreamId($"{text}{Guid.NewGuid():N}{text}");
        var note = ANote(text);
        await store.AppendAsync(stream, NoStream, note);

        (await store.ReadSingleAsync(stream)).Stream.Should().Be(stream);
        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(1);
        (await store.FindEventAsync(note.Id, Token))!.Stream.Should().Be(stream);
        (await store.ListStreamsAsync(stream.Value, cancellationToken: Token)).Streams.Should().Equal(new StreamSummary(stream, 1));
        await RefusedAsync<StreamConflictException>(store, stream, Exactly(0), ANote(text));
    }

    [Theory]
    [MemberData(nameof(AwkwardTexts.All), MemberType = typeof(AwkwardTexts))]
    public async Task A_type_of_that_name_is_a_type_of_its_own(string text)
    {
        var careful = OpenStore(rules => rules.For(text).ConflictsWithItself());
        var stream = await StreamOfAsync(careful, ARawEvent($"not {text}"));

        (await careful.AppendAsync(stream, Exactly(0), ARawEvent(text))).Outcome.Should().Be(AppendOutcome.Admitted);

        (await careful.ReadAsync(stream))[1].Type.Should().Be(text);
        var refusal = await RefusedAsync<StreamConflictException>(careful, stream, Exactly(0), ARawEvent(text));
        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentType.Should().Be(text);
    }

    [Theory]
    [MemberData(nameof(AwkwardTexts.All), MemberType = typeof(AwkwardTexts))]
    public async Task That_text_comes_back_from_data_headers_and_ids(string text)
    {
        var metadata = new EventMetadata
        {
            CorrelationId = text,
            CausationId = text,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text },
        };

        var stored = await store.ReadSingleAsync(
            await StreamOfAsync(store, new NewEvent(new MeetingNoteAdded(text), metadata: metadata)));

        stored.Data.Should().Be(new MeetingNoteAdded(text));
        stored.Metadata.CorrelationId.Should().Be(text);
        stored.Metadata.CausationId.Should().Be(text);
        stored.Metadata.Headers.Should().Equal(metadata.Headers);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("before\0after")]
    [InlineData("\u0001\u001F\u007F\r\n\t")]
    public async Task Control_characters_come_back_from_data_and_header_values(string text)
    {
        var metadata = new EventMetadata { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text } };

        var stored = await store.ReadSingleAsync(
            await StreamOfAsync(store, new NewEvent(new MeetingNoteAdded(text), metadata: metadata)));

        stored.Data.Should().Be(new MeetingNoteAdded(text));
        stored.Metadata.Headers["text"].Should().Be(text);
    }

    [Fact]
    public async Task Names_are_compared_by_their_characters_and_nothing_else()
    {
        var beginning = Guid.NewGuid().ToString("N");
        StreamId[] streams = [.. AwkwardTexts.LookAlikes.Select(end => new StreamId($"{beginning}-{end}"))];

        foreach (var stream in streams)
        {
            (await store.AppendAsync(stream, NoStream, ANote(stream.Value))).Version.Should().Be(1);
        }

        foreach (var stream in streams)
        {
            (await store.ReadSingleAsync(stream)).Data.Should().Be(new MeetingNoteAdded(stream.Value));
        }
    }

    [Fact]
    public async Task The_longest_names_come_back_whole()
    {
        var stream = new StreamId($"{Guid.NewGuid():N}{string.Concat(Enumerable.Repeat("😀", 55))}abc");
        var type = string.Concat(Enumerable.Repeat("é", 127)) + "x";
        await store.AppendAsync(stream, NoStream, ARawEvent(type));

        var stored = await store.ReadSingleAsync(stream);

        stored.Stream.Should().Be(stream);
        stored.Type.Should().Be(type);
    }
}
