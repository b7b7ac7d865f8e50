using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Events that a merge dropped: in no stream, but their ids are known as soon as the rest of their batch is written.</summary>
public abstract class DroppedEventsContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Theory]
    [InlineData("d--")]
    [InlineData("-d-")]
    [InlineData("--d")]
    [InlineData("dd-")]
    [InlineData("-dd")]
    [InlineData("d-d")]
    public async Task What_is_left_of_a_batch_is_numbered_without_a_hole(string pattern)
    {
        await Storage.AppendTypesAsync(stream, "one", "two");
        var before = await Storage.IdsAsync(stream);
        var batch = Batch(pattern);
        var kept = batch.Where(each => !each.IsDropped).Select(each => each.Id).ToArray();

        var result = await Storage.SendAsync(stream, Exactly(1), batch);

        result.Status.Should().Be(StorageAppendStatus.Written);
        result.Head.Should().Be(2);
        result.Versions.Should().Be(new VersionRange(3, 2 + kept.Length));
        var stored = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, Token).ToListAsync(Token);
        stored.Select(each => each.Id).Should().Equal([.. before, .. kept]);
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stored.Count).Select(version => (long)version));
        result.Position.Should().Be(stored[^1].Position);
    }

    [Fact]
    public async Task A_batch_that_was_dropped_as_a_whole_has_no_versions_and_no_position()
    {
        await Storage.AppendTypesAsync(stream, "one", "two");

        var result = await Storage.SendAsync(stream, Exactly(0), Batch("dd"));

        result.Status.Should().Be(StorageAppendStatus.Written);
        result.Head.Should().Be(2);
        result.Versions.Should().BeNull();
        result.Position.Should().BeNull();
        (await Storage.TypesAsync(stream)).Should().Equal("one", "two");
        (await Storage.AppendTypesAsync(stream, "three")).Versions.Should().Be(new VersionRange(3, 3));
    }

    [Fact]
    public async Task No_reader_sees_a_dropped_event()
    {
        await Storage.AppendTypesAsync(stream, "one");
        var batch = Batch("d-d");

        var result = await Storage.SendAsync(stream, Exactly(0), batch);

        await Storage.WaitUntilVisibleAsync(result.Position!.Value, Token);
        var dropped = new[] { batch[0].Id, batch[2].Id };
        (await Storage.IdsAsync(stream)).Should().HaveCount(2).And.NotContain(dropped);
        var everything = await Storage.ReadAllAsync(GlobalPosition.Start, long.MaxValue, Token).ToListAsync(Token);
        everything.Select(each => each.Id).Should().HaveCount(2).And.NotContain(dropped);
        var keys = await Storage.ReadStreamKeysAsync(stream, new VersionRange(1, 9), Token).ToListAsync(Token);
        keys.Should().HaveCount(2).And.OnlyContain(key => !key.IsDropped);
        (await Storage.FindEventAsync(dropped[0], Token)).Should().BeNull();
        (await Storage.GetStreamVersionAsync(stream, Token)).Should().Be(2);
        (await Storage.ListStreamsAsync(stream.Value, null, 9, Token)).Should().Equal(new StreamSummary(stream, 2));
    }

    [Fact]
    public async Task What_is_known_of_a_dropped_event_is_which_version_it_would_have_followed_and_when()
    {
        await Storage.AppendTypesAsync(stream, "one");
        Engine.Clock.Set(Noon);
        EncodedEvent[] batch =
        [
            StorageAppends.Dropped("first"), StorageAppends.Encoded("kept"), StorageAppends.Dropped("second"), StorageAppends.Dropped("third"),
        ];

        await Storage.SendAsync(stream, Exactly(0), batch);

        (await Storage.FindKeysAsync([.. batch.Select(each => each.Id)], Token)).Should().Equal(
            new EventKey(stream, 1, batch[0].Id, "first", Noon, IsDropped: true),
            new EventKey(stream, 2, batch[1].Id, "kept", Noon),
            new EventKey(stream, 2, batch[2].Id, "second", Noon, IsDropped: true),
            new EventKey(stream, 2, batch[3].Id, "third", Noon, IsDropped: true));
    }

    [Fact]
    public async Task A_batch_that_is_not_written_drops_nothing_and_its_ids_are_free()
    {
        await Storage.AppendTypesAsync(stream, "theirs", "theirs");
        var batch = Batch("d-");

        foreach (var (condition, status) in Refusals)
        {
            (await Storage.SendAsync(stream, Exactly(0), batch, condition)).Status.Should().Be(status);
        }

        (await Storage.SendAsync(stream, Exactly(3), batch)).Status.Should().Be(StorageAppendStatus.WrongVersion);
        (await Storage.FindKeysAsync([.. batch.Select(each => each.Id)], Token)).Should().HaveCount(2).And.OnlyContain(key => key == null);
        (await Storage.SendAsync(NewStream(), NoStream, batch.AsFirstSent())).Versions.Should().Be(new VersionRange(1, 2));
    }

    [Fact]
    public async Task Many_batches_at_once_leave_no_hole_and_every_id_is_known()
    {
        await Storage.AppendTypesAsync(stream, "theirs");
        var batches = Enumerable.Range(0, 30).Select(number => Batch((number % 3) switch { 0 => "d-", 1 => "dd", _ => "-d-" })).ToArray();

        var results = await Together.RunAsync(batches.Length, number => Storage.SendAsync(stream, Exactly(0), batches[number]));

        results.Should().OnlyContain(result => result.Status == StorageAppendStatus.Written);
        var stored = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, Token).ToListAsync(Token);
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, 31).Select(version => (long)version));
        var known = await Storage.FindKeysAsync([.. batches.SelectMany(batch => batch).Select(each => each.Id)], Token);
        known.Select(key => key!.Value.IsDropped).Should().Equal(batches.SelectMany(batch => batch).Select(each => each.IsDropped));
    }

    private static (AppendCondition Condition, StorageAppendStatus Status)[] Refusals =>
    [
        (AppendCondition.RefuseOnly(["theirs"]), StorageAppendStatus.Refused),
        (AppendCondition.Create(Verdict.Ask, []), StorageAppendStatus.Ask),
        (AppendCondition.RefuseNothing.AtMost(1, null), StorageAppendStatus.TooStale),
    ];

    private static EncodedEvent[] Batch(string pattern) =>
        [.. pattern.Select(sign => sign == 'd' ? StorageAppends.Dropped("mine") : StorageAppends.Encoded("mine"))];
}
