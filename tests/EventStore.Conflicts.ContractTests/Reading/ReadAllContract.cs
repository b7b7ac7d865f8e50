namespace EventStore.Conflicts.ContractTests;

/// <summary>Reading the whole store in the order of positions, and going on from any of them.</summary>
public abstract class ReadAllContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected ReadAllContract() => store = OpenStore();

    [Fact]
    public async Task An_empty_store_has_no_events() => (await store.ReadEverythingAsync()).Should().BeEmpty();

    [Fact]
    public async Task All_events_of_all_streams_are_read_in_the_order_they_were_appended()
    {
        var sent = await AppendToThreeStreamsAsync();

        var read = await store.ReadEverythingAsync();

        read.Select(each => each.Id).Should().Equal(sent);
        read.Select(each => each.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Positions_agree_with_the_versions_inside_each_stream()
    {
        await AppendToThreeStreamsAsync();

        foreach (var stream in (await store.ReadEverythingAsync()).GroupBy(each => each.Stream))
        {
            stream.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stream.Count()).Select(version => (long)version));
            (await store.ReadAsync(stream.Key)).Select(each => each.Position).Should().Equal(stream.Select(each => each.Position));
        }
    }

    [Fact]
    public async Task Reading_goes_on_after_any_position()
    {
        var sent = await AppendToThreeStreamsAsync();
        var all = await store.ReadEverythingAsync();

        for (var i = 0; i < all.Count; i++)
        {
            (await store.ReadEverythingAsync(after: all[i].Position)).Select(each => each.Id).Should().Equal(sent.Skip(i + 1));
        }
    }

    [Fact]
    public async Task Reading_stops_at_the_count_and_goes_on_from_there_without_a_gap()
    {
        var sent = await AppendToThreeStreamsAsync();
        var read = new List<Guid>();
        GlobalPosition? checkpoint = null;

        while (await store.ReadEverythingAsync(checkpoint, maxCount: 7) is { Count: > 0 } page)
        {
            page.Count.Should().BeLessThanOrEqualTo(7);
            read.AddRange(page.Select(each => each.Id));
            read.Count.Should().BeLessThanOrEqualTo(sent.Count, "no event comes twice");
            checkpoint = page[^1].Position;
        }

        read.Should().Equal(sent);
    }

    [Fact]
    public async Task The_start_is_before_every_event()
    {
        var sent = await AppendToThreeStreamsAsync();

        (await store.ReadEverythingAsync(after: GlobalPosition.Start)).Select(each => each.Id).Should().Equal(sent);
        (await store.ReadEverythingAsync()).Should().OnlyContain(each => each.Position > GlobalPosition.Start);
    }

    [Fact]
    public async Task After_the_last_event_there_is_nothing_until_the_next_one_comes()
    {
        var stream = NewStream();
        await store.AppendVisiblyAsync(stream, Notes(3));
        var checkpoint = (await store.ReadEverythingAsync())[^1].Position;
        (await store.ReadEverythingAsync(checkpoint)).Should().BeEmpty();

        await store.AppendVisiblyAsync(stream, ANote("next"));

        (await store.ReadEverythingAsync(checkpoint)).Should().ContainSingle().Which.Data.Should().Be(new MeetingNoteAdded("next"));
    }

    [Fact]
    public async Task A_position_can_be_printed_kept_and_parsed()
    {
        var sent = await AppendToThreeStreamsAsync();
        var all = await store.ReadEverythingAsync();

        var kept = GlobalPosition.Parse(all[4].Position.ToString());

        kept.Should().Be(all[4].Position);
        (await store.ReadEverythingAsync(kept)).Select(each => each.Id).Should().Equal(sent.Skip(5));
    }

    [Fact]
    public async Task Many_pages_are_read_without_a_gap()
    {
        var events = Notes(1_200);
        foreach (var batch in events.Chunk(100))
        {
            await store.AppendVisiblyAsync(NewStream(), batch);
        }

        (await store.ReadEverythingAsync()).Select(each => each.Id).Should().Equal(events.Select(each => each.Id));
        (await store.ReadEverythingAsync(maxCount: 1_100)).Should().HaveCount(1_100);
    }

    [Fact]
    public async Task What_is_appended_during_an_enumeration_is_not_seen_by_it()
    {
        await store.AppendVisiblyAsync(NewStream(), Notes(600));
        var read = 0;

        await foreach (var each in store.ReadAllAsync(cancellationToken: Token))
        {
            read++;
            if (read is 1 or 599)
            {
                await store.AppendVisiblyAsync(NewStream(), Notes(300));
            }
        }

        read.Should().Be(600);
        (await store.ReadEverythingAsync()).Should().HaveCount(1_200);
    }

    [Fact]
    public async Task A_refused_append_leaves_nothing_behind()
    {
        var stream = NewStream();
        await store.AppendVisiblyAsync(stream, Notes(2));
        await RefusedAsync<StreamConflictException>(store, stream, Exactly(1), ANote());
        await RefusedAsync<WrongExpectedVersionException>(store, NewStream(), Exactly(1), ANote());

        await store.AppendVisiblyAsync(stream, ANote("last"));

        (await store.ReadEverythingAsync()).Select(each => each.Version).Should().Equal(1, 2, 3);
    }

    /// <summary>30 events, turn by turn into three streams, one, two and three at a time; gives their ids in order.</summary>
    private async Task<IReadOnlyList<Guid>> AppendToThreeStreamsAsync()
    {
        StreamId[] streams = [NewStream(), NewStream(), NewStream()];
        var sent = new List<Guid>();
        for (var i = 0; i < 15; i++)
        {
            var batch = Notes((i % 3) + 1);
            await store.AppendVisiblyAsync(streams[i % 3], batch);
            sent.AddRange(batch.Select(each => each.Id));
        }

        return sent;
    }
}
