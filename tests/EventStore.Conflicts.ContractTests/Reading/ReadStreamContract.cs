namespace EventStore.Conflicts.ContractTests;

/// <summary>Reading one stream: both directions, from a version, up to a count, over many pages.</summary>
public abstract class ReadStreamContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected ReadStreamContract() => store = OpenStore();

    [Fact]
    public async Task An_absent_stream_has_no_events_and_version_0()
    {
        var absent = NewStream();

        (await store.ReadAsync(absent)).Should().BeEmpty();
        (await store.ReadAsync(absent, ReadDirection.Backwards)).Should().BeEmpty();
        (await store.ReadAsync(absent, fromVersion: 5)).Should().BeEmpty();
        (await store.GetStreamVersionAsync(absent, Token)).Should().Be(0);
    }

    [Fact]
    public async Task Forwards_it_is_read_from_the_oldest_event_and_backwards_from_the_newest()
    {
        var stream = await StreamOfAsync(store, Notes(4));

        (await store.VersionsAsync(stream, ReadDirection.Forwards)).Should().Equal(1, 2, 3, 4);
        (await store.VersionsAsync(stream, ReadDirection.Backwards)).Should().Equal(4, 3, 2, 1);
    }

    [Theory]
    [InlineData(ReadDirection.Forwards, 1L, null, new long[] { 1, 2, 3, 4, 5 })]
    [InlineData(ReadDirection.Forwards, 3L, null, new long[] { 3, 4, 5 })]
    [InlineData(ReadDirection.Forwards, 5L, null, new long[] { 5 })]
    [InlineData(ReadDirection.Forwards, 6L, null, new long[0])]
    [InlineData(ReadDirection.Forwards, long.MaxValue, null, new long[0])]
    [InlineData(ReadDirection.Forwards, null, 2L, new long[] { 1, 2 })]
    [InlineData(ReadDirection.Forwards, 4L, 1L, new long[] { 4 })]
    [InlineData(ReadDirection.Forwards, 4L, long.MaxValue, new long[] { 4, 5 })]
    [InlineData(ReadDirection.Backwards, 1L, null, new long[] { 1 })]
    [InlineData(ReadDirection.Backwards, 3L, null, new long[] { 3, 2, 1 })]
    [InlineData(ReadDirection.Backwards, 6L, null, new long[] { 5, 4, 3, 2, 1 })]
    [InlineData(ReadDirection.Backwards, long.MaxValue, 2L, new long[] { 5, 4 })]
    [InlineData(ReadDirection.Backwards, null, 2L, new long[] { 5, 4 })]
    [InlineData(ReadDirection.Backwards, 4L, 3L, new long[] { 4, 3, 2 })]
    public async Task It_is_read_from_a_version_up_to_a_count(ReadDirection direction, long? from, long? count, long[] versions)
    {
        var stream = await StreamOfAsync(store, Notes(5));

        (await store.VersionsAsync(stream, direction, from, count)).Should().Equal(versions);
    }

    [Fact]
    public async Task Many_pages_are_read_without_a_gap_in_both_directions()
    {
        var stream = NewStream();
        var events = Notes(1_200);
        foreach (var batch in events.Chunk(170))
        {
            await store.AppendAsync(stream, StreamVersionOf(batch[0], events), batch);
        }

        (await store.IdsAsync(stream)).Should().Equal(events.Select(each => each.Id));
        (await store.VersionsAsync(stream, ReadDirection.Backwards)).Should().Equal(Descending(1_200, 1_200));
        (await store.VersionsAsync(stream, ReadDirection.Backwards, fromVersion: 1_100, maxCount: 700)).Should().Equal(Descending(1_100, 700));
        (await store.VersionsAsync(stream, ReadDirection.Forwards, fromVersion: 200, maxCount: 900)).Should().Equal(Descending(1_099, 900).Reverse());
    }

    [Theory]
    [InlineData(ReadDirection.Forwards)]
    [InlineData(ReadDirection.Backwards)]
    public async Task What_is_appended_during_an_enumeration_is_not_seen_by_it(ReadDirection direction)
    {
        var stream = await StreamOfAsync(store, Notes(600));
        var read = 0;

        await foreach (var each in store.ReadStreamAsync(stream, direction, cancellationToken: Token))
        {
            read++;
            if (read is 1 or 599)
            {
                await store.AppendAsync(stream, Any, Notes(300));
            }
        }

        read.Should().Be(600);
        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(1_200);
    }

    [Fact]
    public async Task An_enumeration_can_be_left_early_and_begun_again()
    {
        var stream = await StreamOfAsync(store, Notes(600));
        var events = store.ReadStreamAsync(stream, cancellationToken: Token);

        (await events.FirstAsync(Token)).Version.Should().Be(1);
        (await events.CountAsync(Token)).Should().Be(600);
        (await store.AppendAsync(stream, Exactly(600), ANote())).Version.Should().Be(601);
    }

    [Fact]
    public async Task Only_the_events_of_the_stream_are_read()
    {
        var (one, other) = (NewStream(), NewStream());
        for (var i = 0; i < 5; i++)
        {
            await store.AppendAsync(one, Any, ANote("one"));
            await store.AppendAsync(other, Any, ANote("other"), ANote("other"));
        }

        (await store.ReadAsync(one)).Select(each => each.Data).Should().Equal(Enumerable.Repeat(new MeetingNoteAdded("one"), 5));
        (await store.ReadAsync(other)).Should().HaveCount(10).And.OnlyContain(each => each.Stream == other);
    }

    private static ExpectedVersion StreamVersionOf(NewEvent first, NewEvent[] all) => Exactly(Array.IndexOf(all, first));

    private static IEnumerable<long> Descending(long from, int count) => Enumerable.Range(0, count).Select(step => from - step);
}
