
namespace EventStore.Conflicts.ContractTests;

/// <summary>An append may hold so many events and bytes and no more; the error names the figure, and nothing is written.</summary>
public abstract class LimitsContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected LimitsContract() => store = Engine.OpenStore(builder => builder
        .MapEvents(SampleEvents.Map)
        .UseLimits(new EventStoreLimits { MaxEventsPerAppend = 10, MaxBytesPerEvent = 1_000, MaxBytesPerAppend = 5_000, MaxJsonDepth = 5 }));

    [Fact]
    public async Task Just_as_many_events_as_allowed_are_appended_and_one_more_is_refused()
    {
        var stream = NewStream();

        await TooMuchAsync(stream, "11", "10", Notes(11));

        (await store.AppendAsync(stream, NoStream, Notes(10))).Version.Should().Be(10);
    }

    [Fact]
    public async Task Just_as_many_bytes_in_an_event_as_allowed_are_appended_and_one_more_is_refused()
    {
        var stream = NewStream();

        await TooMuchAsync(stream, "1,001", "1,000", Bytes(1_001));
        await TooMuchAsync(stream, "more than", "1,000", ANote(new string('x', 1_000)));

        (await store.AppendAsync(stream, NoStream, Bytes(1_000))).Version.Should().Be(1);
    }

    [Fact]
    public async Task Just_as_many_bytes_in_an_append_as_allowed_are_appended_and_one_more_is_refused()
    {
        var stream = NewStream();

        await TooMuchAsync(stream, "5,002", "5,000", [.. Enumerable.Range(0, 5).Select(_ => Bytes(1_000)), Bytes(2)]);

        (await store.AppendAsync(stream, NoStream, [.. Enumerable.Range(0, 5).Select(_ => Bytes(1_000))])).Version.Should().Be(5);
    }

    [Fact]
    public async Task Metadata_counts()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["large"] = new string('x', 1_000) };
        var note = new NewEvent(new MeetingNoteAdded(""), metadata: new EventMetadata { Headers = headers });

        await TooMuchAsync(NewStream(), "data and metadata", "1,000", note);
    }

    [Fact]
    public async Task The_depth_of_raw_events_is_bounded() =>
        (await Assert.ThrowsAsync<EventSerializationException>(() => store.AppendAsync(NewStream(), Any, ARawEvent("deep", "[[[[[[]]]]]]"))))
            .Message.Should().Contain("5");

    private async Task TooMuchAsync(StreamId stream, string figure, string bound, params NewEvent[] events)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync(stream, Any, events));

        error.Message.Should().Contain(figure).And.Contain(bound);
        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(0);
    }

    /// <summary>A JSON string of exactly so many bytes.</summary>
    private static NewEvent Bytes(int count) => ARawEvent("bytes", $"\"{new string('x', count - 2)}\"");
}
