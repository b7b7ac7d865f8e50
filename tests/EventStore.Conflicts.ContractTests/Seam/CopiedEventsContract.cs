using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Events that come from another store bring their timestamp and what their writer decided on; dropped ones bring the version they followed.</summary>
public abstract class CopiedEventsContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Once = new DateTimeOffset(2019, 10, 27, 1, 59, 59, TimeSpan.Zero).AddMicroseconds(123_457);

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task A_copied_event_keeps_its_timestamp_and_what_its_writer_decided_on()
    {
        Engine.Clock.Set(Noon);
        EncodedEvent[] batch = [Copied(Once, 0), Copied(Once.AddDays(-1), 17), StorageAppends.Encoded("new"), Copied(Once, null)];

        await Storage.SendAsync(stream, Exactly(0), batch);

        var stored = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, Token).ToListAsync(Token);
        stored.Select(each => each.Id).Should().Equal(batch.Select(each => each.Id));
        stored.Select(each => each.Version).Should().Equal(1, 2, 3, 4);
        stored.Select(each => each.Timestamp).Should().Equal(Once, Once.AddDays(-1), Noon, Once);
        stored.Should().OnlyContain(each => each.Timestamp.Offset == TimeSpan.Zero);
        stored.Select(each => each.DecidedAt).Should().Equal(0, 17, 0, null);
    }

    [Fact]
    public async Task What_it_was_decided_on_is_kept_where_the_append_itself_names_no_version()
    {
        await Storage.AppendTypesAsync(stream, "one");

        await Storage.SendAsync(stream, Any, [Copied(Once, 1), StorageAppends.Encoded("new")]);

        var stored = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, 2, long.MaxValue, Token).ToListAsync(Token);
        stored.Select(each => each.DecidedAt).Should().Equal(1, null);
    }

    [Fact]
    public async Task It_is_the_same_wherever_it_is_read()
    {
        var copied = Copied(Once, 5) with { Data = new byte[] { 0, 255, 10 }, Metadata = new byte[] { 13, 0 } };

        var result = await Storage.SendAsync(stream, NoStream, [copied]);

        await Storage.WaitUntilVisibleAsync(result.Position!.Value, Token);
        var found = await Storage.FindEventAsync(copied.Id, Token);
        found!.DecidedAt.Should().Be(5);
        found.Data.ToArray().Should().Equal(0, 255, 10);
        found.Metadata.ToArray().Should().Equal(13, 0);
        (await Storage.ReadAllAsync(GlobalPosition.Start, 9, Token).SingleAsync(Token)).Timestamp.Should().Be(Once).And.Be(found.Timestamp);
        var key = new EventKey(stream, 1, copied.Id, "copied", Once);
        (await Storage.FindKeyAsync(copied.Id)).Should().Be(key);
        (await Storage.ReadStreamKeysAsync(stream, new VersionRange(1, 9), Token).SingleAsync(Token)).Should().Be(key);
    }

    [Fact]
    public async Task Its_version_comes_from_its_place_and_is_asserted_by_what_is_expected()
    {
        await Storage.AppendTypesAsync(stream, "one");
        var third = Copied(Once, null, version: 3);

        (await Storage.SendAsync(stream, Exactly(2), [third])).Status.Should().Be(StorageAppendStatus.WrongVersion);
        (await Storage.SendAsync(stream, Exactly(0), [third], AppendCondition.RefuseAnything)).Status.Should().Be(StorageAppendStatus.Refused);
        (await Storage.SendAsync(stream, Exactly(1), [third])).Versions.Should().Be(new VersionRange(2, 2));
    }

    [Fact]
    public async Task Sent_again_it_is_already_written_whatever_it_brings()
    {
        EncodedEvent[] batch = [Copied(Once, 0), Copied(Once, 0)];
        await Storage.SendAsync(stream, Exactly(0), batch);

        var again = await Storage.SendAsync(stream, Exactly(0), [batch[0], batch[1] with { Copied = null }], AppendCondition.RefuseAnything);

        again.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        again.Versions.Should().Be(new VersionRange(1, 2));
        (await Storage.FindKeyAsync(batch[1].Id))!.Value.Timestamp.Should().Be(Once);
    }

    [Fact]
    public async Task A_stale_append_is_as_old_as_the_first_event_it_missed_was_in_the_first_place()
    {
        Engine.Clock.Set(Noon);
        await Storage.SendAsync(stream, Exactly(0), [Copied(Noon.AddMinutes(-10), 0)]);

        (await Storage.AppendMineAsync(stream, Exactly(0), AppendCondition.RefuseNothing.AtMost(null, TimeSpan.FromMinutes(9))))
            .Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), AppendCondition.RefuseNothing.AtMost(null, TimeSpan.FromMinutes(10))))
            .Status.Should().Be(StorageAppendStatus.Written);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    public async Task A_copied_dropped_event_keeps_the_version_it_followed_wherever_the_head_is(long followed)
    {
        await Storage.AppendTypesAsync(stream, "one", "two");
        Engine.Clock.Set(Noon);
        var copied = Copied(Once, null, followed) with { IsDropped = true };
        var dropped = StorageAppends.Dropped("new");

        var result = await Storage.SendAsync(stream, Any, [copied, dropped], AppendCondition.RefuseAnything);

        (result.Status, result.Versions, result.Position).Should().Be((StorageAppendStatus.Written, null, null));
        (await Storage.FindKeysAsync([copied.Id, dropped.Id], Token)).Should().Equal(
            new EventKey(stream, followed, copied.Id, "copied", Once, IsDropped: true),
            new EventKey(stream, 2, dropped.Id, "new", Noon, IsDropped: true));
        (await Storage.TypesAsync(stream)).Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_copied_dropped_event_needs_no_stream_and_makes_none()
    {
        var copied = Copied(Once, null, version: 0) with { IsDropped = true };

        await Storage.SendAsync(stream, Any, [copied]);

        (await Storage.FindKeyAsync(copied.Id)).Should().Be(new EventKey(stream, 0, copied.Id, "copied", Once, IsDropped: true));
        (await Storage.GetStreamVersionAsync(stream, Token)).Should().Be(0);
        (await Storage.ListStreamsAsync(stream.Value, null, 9, Token)).Should().BeEmpty();
        (await Storage.SendAsync(stream, NoStream, [StorageAppends.Encoded("first")])).Versions.Should().Be(new VersionRange(1, 1));
    }

    private static EncodedEvent Copied(DateTimeOffset timestamp, long? decidedAt, long version = 1) =>
        StorageAppends.Encoded("copied") with { Copied = new CopiedEvent(timestamp, decidedAt, version) };
}
