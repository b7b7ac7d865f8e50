using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>What an engine answers to an append, as values, and that bytes are bytes to it.</summary>
public abstract class StorageAnswersContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task Written_says_the_head_it_was_judged_at_and_the_versions_and_position_it_got()
    {
        await Storage.AppendTypesAsync(stream, "one", "two");

        var result = await Storage.AppendTypesAsync(stream, "three", "four");

        result.Status.Should().Be(StorageAppendStatus.Written);
        result.Head.Should().Be(2);
        result.Versions.Should().Be(new VersionRange(3, 4));
        var last = await Storage.ReadStreamAsync(stream, ReadDirection.Backwards, null, 1, Token).SingleAsync(Token);
        result.Position.Should().Be(last.Position);
    }

    [Fact]
    public async Task Refused_says_the_first_version_that_was_refused_and_the_head()
    {
        await Storage.AppendTypesAsync(stream, "refused", "harmless", "refused", "harmless", "refused");

        var result = await Storage.AppendMineAsync(stream, Exactly(1), AppendCondition.RefuseOnly(["refused"]));

        result.Status.Should().Be(StorageAppendStatus.Refused);
        result.FirstRefused.Should().Be(3);
        result.Head.Should().Be(5);
        result.Versions.Should().BeNull();
        result.Position.Should().BeNull();
    }

    [Fact]
    public async Task Many_types_in_a_condition_are_told_apart_from_those_that_are_not_in_it()
    {
        string[] listed = [.. Enumerable.Range(0, 500).Select(number => $"type-{number}")];
        await Storage.AppendTypesAsync(stream, "type-500", "type-50x");

        (await Storage.AppendMineAsync(stream, Exactly(0), AppendCondition.RefuseAllBut(listed))).FirstRefused.Should().Be(1);
        (await Storage.AppendMineAsync(stream, Exactly(0), AppendCondition.RefuseOnly(listed))).Status.Should().Be(StorageAppendStatus.Written);
        await Storage.AppendTypesAsync(stream, "type-499");
        (await Storage.AppendMineAsync(stream, Exactly(0), AppendCondition.RefuseOnly(listed))).FirstRefused.Should().Be(4);
    }

    [Fact]
    public async Task Sent_again_it_is_already_written_and_says_where()
    {
        EncodedEvent[] events = [StorageAppends.Encoded("mine"), StorageAppends.Encoded("mine")];
        var append = new StorageAppend { Stream = stream, Expected = NoStream, Condition = AppendCondition.RefuseAnything, Events = events };
        var first = await Storage.AppendAsync(append, Token);
        await Storage.AppendTypesAsync(stream, "later");

        var again = await Storage.AppendAsync(append, Token);

        again.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        again.Head.Should().Be(3);
        again.Versions.Should().Be(first.Versions);
        again.Position.Should().Be(first.Position);
    }

    [Fact]
    public async Task A_taken_id_says_which_event_has_it()
    {
        Engine.Clock.Set(Noon);
        var id = Guid.CreateVersion7();
        var other = NewStream();
        var append = new StorageAppend { Stream = other, Expected = Any, Condition = AppendCondition.RefuseAnything, Events = [StorageAppends.Encoded("mine", id)] };
        await Storage.AppendAsync(append, Token);

        var result = await Storage.AppendAsync(
            new StorageAppend { Stream = stream, Expected = Any, Condition = AppendCondition.RefuseAnything, Events = [StorageAppends.Encoded("new"), StorageAppends.Encoded("mine", id)] },
            Token);

        result.Status.Should().Be(StorageAppendStatus.Duplicate);
        result.Existing.Should().Be(new EventKey(other, 1, id, "mine", Noon));
        (await Storage.TypesAsync(stream)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_wrong_version_says_the_head()
    {
        await Storage.AppendTypesAsync(stream, "one", "two");

        var result = await Storage.AppendMineAsync(stream, Exactly(3), AppendCondition.RefuseNothing);

        result.Status.Should().Be(StorageAppendStatus.WrongVersion);
        result.Head.Should().Be(2);
    }

    [Fact]
    public async Task Bytes_come_back_as_they_were_whatever_they_hold()
    {
        byte[] data = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        byte[] metadata = [0, 255, 0];
        var full = new EncodedEvent(Guid.CreateVersion7(), "full", data, metadata);
        var empty = new EncodedEvent(Guid.CreateVersion7(), "empty", ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty);

        await Storage.AppendAsync(
            new StorageAppend { Stream = stream, Expected = NoStream, Condition = AppendCondition.RefuseAnything, Events = [full, empty] }, Token);

        var stored = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, Token).ToListAsync(Token);
        stored[0].Data.ToArray().Should().Equal(data);
        stored[0].Metadata.ToArray().Should().Equal(metadata);
        stored[1].Data.Length.Should().Be(0);
        stored[1].Metadata.Length.Should().Be(0);
    }

    [Fact]
    public async Task Keys_of_a_range_come_in_the_order_of_versions_over_many_pages()
    {
        await Storage.AppendTypesAsync(stream, [.. Enumerable.Range(1, 1_200).Select(version => $"type-{version % 7}")]);

        var keys = await Storage.ReadStreamKeysAsync(stream, new VersionRange(100, 1_100), Token).ToListAsync(Token);

        var events = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, 100, 1_001, Token).ToListAsync(Token);
        keys.Should().Equal(events.Select(each => new EventKey(each.Stream, each.Version, each.Id, each.Type, each.Timestamp)));
        keys.Should().HaveCount(1_001);
    }
}
