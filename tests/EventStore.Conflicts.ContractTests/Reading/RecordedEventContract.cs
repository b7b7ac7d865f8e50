using System.Text;

namespace EventStore.Conflicts.ContractTests;

/// <summary>What is stored with an event comes back as it was given, whichever way it is read.</summary>
public abstract class RecordedEventContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected RecordedEventContract() => store = OpenStore();

    [Fact]
    public async Task All_of_an_event_comes_back_the_same_from_the_stream_the_store_and_its_id()
    {
        var metadata = new EventMetadata
        {
            CorrelationId = "request-7",
            CausationId = "command-9",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "Harry", ["empty"] = "" },
        };
        var price = new NewEvent(new PriceChanged("tea", 12.50m), Guid.NewGuid(), metadata);
        var stream = NewStream();
        Engine.Clock.Set(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero));
        await store.AppendVisiblyAsync(stream, ANote(), price);

        RecordedEvent[] read =
        [
            (await store.ReadAsync(stream))[1],
            (await store.ReadAsync(stream, ReadDirection.Backwards))[0],
            (await store.ReadEverythingAsync())[1],
            (await store.FindEventAsync(price.Id, Token))!,
        ];

        foreach (var each in read)
        {
            each.Stream.Should().Be(stream);
            each.Version.Should().Be(2);
            each.Position.Should().Be(read[0].Position);
            each.Id.Should().Be(price.Id);
            each.Type.Should().Be(PriceChanged.TypeName);
            each.Data.Should().Be(new PriceChanged("tea", 12.50m));
            each.RawData.ToArray().Should().Equal(read[0].RawData.ToArray()).And.NotBeEmpty();
            each.Metadata.CorrelationId.Should().Be("request-7");
            each.Metadata.CausationId.Should().Be("command-9");
            each.Metadata.Headers.Should().BeEquivalentTo(metadata.Headers);
            each.Timestamp.Should().Be(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero));
            each.DecidedAt.Should().BeNull();
        }
    }

    [Fact]
    public async Task An_event_without_metadata_comes_back_without_metadata() =>
        (await store.ReadSingleAsync(await StreamOfAsync(store, ANote()))).Metadata.IsEmpty.Should().BeTrue();

    [Fact]
    public async Task The_timestamp_is_the_clocks_cut_to_the_microsecond_the_same_for_a_batch()
    {
        Engine.Clock.Set(new DateTimeOffset(2031, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999));

        var stored = await store.ReadAsync(await StreamOfAsync(store, Notes(3)));

        var cut = new DateTimeOffset(2031, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_990);
        stored.Select(each => each.Timestamp).Should().Equal(cut, cut, cut);
    }

    [Fact]
    public async Task The_timestamp_is_in_utc_and_may_go_back()
    {
        var stream = NewStream();
        Engine.Clock.Set(new DateTimeOffset(2031, 6, 1, 12, 0, 0, TimeSpan.FromHours(5)));
        await store.AppendAsync(stream, Any, ANote());
        Engine.Clock.Set(new DateTimeOffset(1969, 7, 20, 20, 17, 40, TimeSpan.Zero));
        await store.AppendAsync(stream, Any, ANote());

        var stored = await store.ReadAsync(stream);

        stored.Should().OnlyContain(each => each.Timestamp.Offset == TimeSpan.Zero);
        stored.Select(each => each.Timestamp).Should().Equal(
            new DateTimeOffset(2031, 6, 1, 7, 0, 0, TimeSpan.Zero), new DateTimeOffset(1969, 7, 20, 20, 17, 40, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"\\u0000\"")]
    [InlineData("  { \"b\" : 1.00, \"a\":1e3,\r\n\"b\":-0 }\t")]
    [InlineData("[18446744073709551616, 0.1000000000000000055511151231257827]")]
    [InlineData("\"\\ud83d\\ude00 and 😀\"")]
    public async Task A_raw_event_comes_back_byte_by_byte(string json)
    {
        var stored = await store.ReadSingleAsync(await StreamOfAsync(store, ARawEvent("made-by-a-tool", json)));

        stored.Type.Should().Be("made-by-a-tool");
        stored.Data.Should().BeNull("the map doesn't know its type");
        Encoding.UTF8.GetString(stored.RawData.Span).Should().Be(json);
    }

    [Fact]
    public async Task A_raw_event_of_a_mapped_type_comes_back_as_an_object()
    {
        var stored = await store.ReadSingleAsync(await StreamOfAsync(store, ARawEvent(MeetingNoteAdded.TypeName, """{"note":"raw"}""")));

        stored.Data.Should().Be(new MeetingNoteAdded("raw"));
    }

    [Fact]
    public async Task An_event_whose_type_is_not_mapped_any_more_comes_back_raw()
    {
        var stream = await StreamOfAsync(store, ANote("kept"));
        var forgetful = Engine.OpenStore(_ => { });

        var stored = await forgetful.ReadSingleAsync(stream);

        stored.Type.Should().Be(MeetingNoteAdded.TypeName);
        stored.Data.Should().BeNull();
        Encoding.UTF8.GetString(stored.RawData.Span).Should().Contain("kept");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_as_its_type_is_an_error_that_says_where_it_stands()
    {
        var withoutTypes = Engine.OpenStore(_ => { });
        var stream = await StreamOfAsync(withoutTypes, ARawEvent(MeetingNoteAdded.TypeName, """{"text":"good"}"""), ARawEvent(MeetingNoteAdded.TypeName, "[]"));

        var error = await Assert.ThrowsAsync<EventSerializationException>(() => store.ReadAsync(stream));

        error.Message.Should().Contain(stream.Value).And.Contain("ersion 2");
        (error.Stream, error.Version, error.EventType).Should().Be((stream, 2, MeetingNoteAdded.TypeName));
        error.Position.Should().Be((await withoutTypes.ReadAsync(stream))[1].Position);
        (await store.ReadAsync(stream, maxCount: 1)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_large_event_comes_back_whole()
    {
        var json = $"\"{new string('x', 3_000_000)}\"";

        var stored = await store.ReadSingleAsync(await StreamOfAsync(store, ARawEvent("large", json)));

        Encoding.UTF8.GetString(stored.RawData.Span).Should().Be(json);
    }
}
