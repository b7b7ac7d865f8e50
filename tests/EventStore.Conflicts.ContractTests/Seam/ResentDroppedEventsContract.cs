using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// A batch of which a merge dropped something is recognised when it is sent again, by a sender who knows nothing of the merge; and an id that was
/// dropped is as taken as one in a stream.
/// </summary>
public abstract class ResentDroppedEventsContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly StreamId stream = NewStream();
    private readonly EncodedEvent[] batch = [StorageAppends.Encoded("kept"), StorageAppends.Dropped("dropped"), StorageAppends.Encoded("kept")];

    private IEventStorage Storage => Engine.Storage;

    [Theory]
    [InlineData("any")]
    [InlineData("no-stream")]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("99")]
    public async Task Sent_again_it_is_already_written_whatever_is_expected(string expected)
    {
        var first = await WriteAsync();
        await Storage.AppendTypesAsync(stream, "later");

        var again = await Storage.SendAsync(stream, ExpectedVersion.Parse(expected), batch.AsFirstSent(), AppendCondition.RefuseAnything);

        again.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        again.Head.Should().Be(4);
        again.Versions.Should().Be(first.Versions).And.Be(new VersionRange(2, 3));
        again.Position.Should().Be(first.Position);
        (await Storage.TypesAsync(stream)).Should().Equal("theirs", "kept", "kept", "later");
    }

    [Fact]
    public async Task Dropped_as_a_whole_and_sent_again_it_is_already_written_at_no_version()
    {
        await Storage.AppendTypesAsync(stream, "theirs");
        EncodedEvent[] dropped = [StorageAppends.Dropped("one"), StorageAppends.Dropped("two")];
        await Storage.SendAsync(stream, Exactly(0), dropped);
        await Storage.AppendTypesAsync(stream, "later");

        var again = await Storage.SendAsync(stream, Exactly(0), dropped.AsFirstSent(), AppendCondition.RefuseAnything);

        again.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        again.Head.Should().Be(2);
        again.Versions.Should().BeNull();
        again.Position.Should().BeNull();
        (await Storage.TypesAsync(stream)).Should().Equal("theirs", "later");
    }

    [Theory]
    [InlineData("0", 2, 2)]
    [InlineData("01", 2, 2)]
    [InlineData("12", 3, 3)]
    [InlineData("02", 2, 3)]
    [InlineData("1", 0, 0)]
    public async Task A_part_of_it_was_written_where_it_stands(string part, long first, long last)
    {
        await WriteAsync();

        var again = await Storage.SendAsync(stream, Exactly(0), Picked(part), AppendCondition.RefuseAnything);

        again.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        again.Versions.Should().Be(first == 0 ? null : new VersionRange(first, last));
        var end = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, Math.Max(1, last), 1, Token).SingleAsync(Token);
        again.Position.Should().Be(first == 0 ? null : end.Position);
    }

    [Theory]
    [InlineData("102")]
    [InlineData("021")]
    [InlineData("210")]
    [InlineData("10")]
    [InlineData("21")]
    public async Task In_another_order_it_clashes(string order)
    {
        await WriteAsync();

        await ClashesAsync(stream, Picked(order));
    }

    [Fact]
    public async Task Under_another_type_it_clashes_but_not_under_another_name_of_its_type()
    {
        await WriteAsync();
        var sent = batch.AsFirstSent();

        await ClashesAsync(stream, [sent[0], sent[1] with { Type = "something-else" }, sent[2]]);
        await ClashesAsync(stream, [sent[1] with { Type = "Dropped" }]);
        EncodedEvent[] renamed = [sent[0], sent[1] with { Type = "renamed", TypeAliases = ["renamed", "dropped"] }, sent[2]];
        (await Storage.SendAsync(stream, Exactly(0), renamed)).Status.Should().Be(StorageAppendStatus.AlreadyWritten);
    }

    [Fact]
    public async Task In_another_stream_it_clashes_and_says_that_the_event_was_dropped()
    {
        await WriteAsync();
        var other = NewStream();
        var dropped = await Storage.FindKeyAsync(batch[1].Id);

        await ClashesAsync(other, batch.AsFirstSent());
        (await ClashesAsync(other, Picked("1"))).Existing.Should().Be(dropped!.Value);
        (await ClashesAsync(other, [StorageAppends.Encoded("new"), batch[1]])).Existing.Should().Be(dropped.Value);
        dropped.Value.Should().Match<EventKey>(key => key.IsDropped && key.Stream == stream && key.Version == 2 && key.Type == "dropped");
        (await Storage.GetStreamVersionAsync(other, Token)).Should().Be(0);
    }

    [Fact]
    public async Task Together_with_ids_that_are_not_known_it_clashes()
    {
        await WriteAsync();
        var (added, sent) = (StorageAppends.Encoded("new"), batch.AsFirstSent());

        await ClashesAsync(stream, [.. sent, added]);
        await ClashesAsync(stream, [added, .. sent]);
        await ClashesAsync(stream, [sent[1], added]);
        await ClashesAsync(stream, [added, sent[1] with { IsDropped = true }]);
        (await Storage.FindKeyAsync(added.Id)).Should().BeNull();
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_written_once()
    {
        await Storage.AppendTypesAsync(stream, "theirs");

        var results = await Together.RunAsync(16, number => Storage.SendAsync(stream, Exactly(0), number % 2 == 0 ? batch : batch.AsFirstSent()));

        results.Should().ContainSingle(result => result.Status == StorageAppendStatus.Written);
        results.Should().OnlyContain(result => result.Status == StorageAppendStatus.Written || result.Status == StorageAppendStatus.AlreadyWritten);
        results.Select(result => (result.Versions, result.Position)).Distinct().Should().ContainSingle();
        var written = Array.FindIndex(results, result => result.Status == StorageAppendStatus.Written);
        string[] types = written % 2 == 0 ? ["theirs", "kept", "kept"] : ["theirs", "kept", "dropped", "kept"];
        (await Storage.TypesAsync(stream)).Should().Equal(types);
    }

    private EncodedEvent[] Picked(string indexes) => [.. indexes.Select(digit => batch[digit - '0'] with { IsDropped = false })];

    private async Task<StorageAppendResult> WriteAsync()
    {
        await Storage.AppendTypesAsync(stream, "theirs");
        var result = await Storage.SendAsync(stream, Exactly(0), batch);
        result.Status.Should().Be(StorageAppendStatus.Written);
        return result;
    }

    private async Task<StorageAppendResult> ClashesAsync(StreamId target, EncodedEvent[] events)
    {
        var before = await Storage.IdsAsync(target);
        var result = await Storage.SendAsync(target, Any, events);
        result.Status.Should().Be(StorageAppendStatus.Duplicate);
        result.Existing!.Value.Id.Should().Be(events.First(each => batch.Any(known => known.Id == each.Id)).Id);
        (await Storage.IdsAsync(target)).Should().Equal(before);
        return result;
    }
}
