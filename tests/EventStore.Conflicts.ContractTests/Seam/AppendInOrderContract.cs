using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Several appends in one call: each as if the one before it had been answered, up to the first that is not written.</summary>
public abstract class AppendInOrderContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly StreamId one = NewStream("one");
    private readonly StreamId two = NewStream("two");

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task Without_appends_there_are_no_answers() => (await Storage.AppendInOrderAsync([], Token)).Should().BeEmpty();

    [Fact]
    public async Task Each_is_judged_by_what_those_before_it_wrote()
    {
        await Storage.AppendTypesAsync(one, "before");

        var results = await Storage.AppendInOrderAsync(
            [
                Append(two, NoStream, "a", "b"), Append(one, Exactly(1), "c"), Append(two, Exactly(2), "d"), Append(two, StreamExists), Append(one, Any, "e", "f"),
                Append(one, Exactly(4), "g"),
            ],
            Token);

        results.Should().OnlyContain(result => result.Status == StorageAppendStatus.Written);
        results.Select(result => result.Head).Should().Equal(0, 1, 2, 3, 2, 4);
        results.Select(result => result.Versions).Should().Equal(
            new VersionRange(1, 2), new VersionRange(2, 2), new VersionRange(3, 3), null, new VersionRange(3, 4), new VersionRange(5, 5));
        (await Storage.TypesAsync(one)).Should().Equal("before", "c", "e", "f", "g");
        (await Storage.TypesAsync(two)).Should().Equal("a", "b", "d");
    }

    [Fact]
    public async Task The_positions_of_all_events_follow_the_order_of_the_appends_however_many_streams_there_are()
    {
        StreamId[] streams = [.. Enumerable.Range(0, 300).Select(_ => NewStream())];
        var random = new Random(7);
        StorageAppend[] appends = [.. Enumerable.Range(0, 2_000).Select(number => Append(streams[random.Next(streams.Length)], Any, $"{number}"))];

        var results = await Storage.AppendInOrderAsync(appends, Token);

        results.Select(result => result.Position!.Value).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        await Storage.WaitUntilVisibleAsync(results[^1].Position!.Value, Token);
        var all = await Storage.ReadAllAsync(GlobalPosition.Start, long.MaxValue, Token).ToListAsync(Token);
        all.Select(each => each.Id).Should().Equal(appends.Select(append => append.Events[0].Id));
        all.Select(each => each.Position).Should().Equal(results.Select(result => result.Position!.Value));
    }

    [Theory]
    [InlineData("wrong", StorageAppendStatus.WrongVersion)]
    [InlineData("stale", StorageAppendStatus.Refused)]
    [InlineData("taken", StorageAppendStatus.Duplicate)]
    public async Task The_first_that_is_not_written_is_the_last_that_is_answered(string what, StorageAppendStatus status)
    {
        var first = Append(one, NoStream, "a");
        var refused = what switch
        {
            "wrong" => Append(one, Exactly(2), "b"),
            "stale" => Append(one, Exactly(0), "b"),
            _ => Append(two, Any, "b", first.Events[0]),
        };
        var after = Append(two, Any, "c");

        var results = await Storage.AppendInOrderAsync([first, refused, after], Token);

        results.Select(result => result.Status).Should().Equal(StorageAppendStatus.Written, status);
        (await Storage.TypesAsync(one)).Should().Equal("a");
        (await Storage.TypesAsync(two)).Should().BeEmpty();
        (await Storage.FindKeyAsync(after.Events[0].Id)).Should().BeNull();
        (await Storage.AppendInOrderAsync([first, after], Token)).Select(result => result.Status)
            .Should().Equal(StorageAppendStatus.AlreadyWritten, StorageAppendStatus.Written);
    }

    [Fact]
    public async Task Sent_again_the_first_ones_are_already_written_and_the_others_are_written_now()
    {
        StorageAppend[] appends = [Append(one, Exactly(0), "a"), Append(two, Exactly(0), "b"), Append(one, Exactly(1), "c"), Append(two, Exactly(1), "d")];
        var first = await Storage.AppendInOrderAsync(appends[..2], Token);

        var again = await Storage.AppendInOrderAsync(appends, Token);

        again.Select(result => result.Status).Should().Equal(
            StorageAppendStatus.AlreadyWritten, StorageAppendStatus.AlreadyWritten, StorageAppendStatus.Written, StorageAppendStatus.Written);
        again.Take(2).Select(result => (result.Versions, result.Position)).Should().Equal(first.Select(result => (result.Versions, result.Position)));
        again.Should().OnlyContain(result => result.IsWritten);
        (await Storage.AppendInOrderAsync(appends, Token)).Should().OnlyContain(result => result.Status == StorageAppendStatus.AlreadyWritten);
        (await Storage.TypesAsync(one)).Should().Equal("a", "c");
    }

    [Fact]
    public async Task Many_callers_at_once_each_keep_their_own_order()
    {
        var calls = Enumerable.Range(0, 16)
            .Select(caller => Enumerable.Range(0, 20).Select(number => Append(number % 2 == 0 ? one : two, Any, $"{caller}")).ToArray())
            .ToArray();

        var storage = Storage;

        var results = await Together.RunAsync(calls.Length, caller => storage.AppendInOrderAsync(calls[caller], Token));

        results.Should().AllSatisfy(each => each.Select(result => result.Position!.Value).Should().HaveCount(20).And.BeInAscendingOrder());
        results.SelectMany(each => each).Select(result => result.Position!.Value).Should().OnlyHaveUniqueItems();
        (await Storage.GetStreamVersionAsync(one, Token)).Should().Be(160);
        (await Storage.GetStreamVersionAsync(two, Token)).Should().Be(160);
    }

    [Fact]
    public async Task Nothing_is_written_for_who_has_given_up_or_asks_a_disposed_store()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Storage.AppendInOrderAsync([Append(one, Any, "a")], new CancellationToken(canceled: true)));
        (await Storage.GetStreamVersionAsync(one, Token)).Should().Be(0);
        await Storage.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Storage.AppendInOrderAsync([Append(one, Any, "a")], Token));
    }

    private static StorageAppend Append(StreamId stream, ExpectedVersion expected, params string[] types) =>
        Append(stream, expected, [.. types.Select(type => StorageAppends.Encoded(type))]);

    private static StorageAppend Append(StreamId stream, ExpectedVersion expected, string type, EncodedEvent taken) =>
        Append(stream, expected, [StorageAppends.Encoded(type), taken]);

    private static StorageAppend Append(StreamId stream, ExpectedVersion expected, EncodedEvent[] events) =>
        new() { Stream = stream, Expected = expected, Condition = AppendCondition.RefuseAnything, Events = events };
}
